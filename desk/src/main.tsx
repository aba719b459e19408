import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import { loadSession, session } from './api/client';
import { asFailure } from './api/failure';
import { App } from './app';
import { Unreachable } from './components/Unreachable';

const root = document.getElementById('desk');

async function open(): Promise<void> {
  if (!root) return;
  try {
    if (!session.value) await loadSession();
    render(<App />, root);
  } catch (error) {
    render(<Unreachable failure={asFailure(error)} retry={() => void open()} />, root);
  }
}

void open();
