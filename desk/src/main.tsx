import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import { questionsAhead } from './api/ahead';
import { loadSession, session } from './api/client';
import { asFailure } from './api/failure';
import { asking, reasonOf } from './api/memory';
import { SESSION } from './api/questions';
import { App, loadPage } from './app';
import { Unreachable } from './components/Unreachable';

const root = document.getElementById('desk');

async function open(): Promise<void> {
  if (!root) return;
  try {
    await Promise.all([session.value ?? loadSession(), loadPage(new URL(location.href))]);
    render(<App />, root);
  } catch (error) {
    render(<Unreachable failure={asFailure(error)} retry={() => void open()} />, root);
  }
}

for (const question of questionsAhead()) {
  if (question !== SESSION) asking(question, reasonOf(0, 0)).catch(() => undefined); // whoever shows it sees to it
}
void open();
