import { signal } from '@preact/signals';
import { remember } from './storage';

export type Theme = 'light' | 'dark';

export const theme = signal<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme.value;
  remember('theme', theme.value);
}
