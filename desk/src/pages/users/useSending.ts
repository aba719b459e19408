import { useState } from 'preact/hooks';
import { asFailure, type Failure } from '../../api/failure';

/** Changes to users: what was done last, or why it was refused. */
export interface Sending {
  /** Does something and says that it was done; null where it was refused. */
  send: <T>(act: () => Promise<T>, said: string) => Promise<T | null>;
  said: string;
  failure: Failure | null;
  waiting: boolean;
}

export function useSending(reload: () => void): Sending {
  const [said, say] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState(false);
  const send = async <T>(act: () => Promise<T>, words: string): Promise<T | null> => {
    setWaiting(true);
    setFailure(null);
    say('');
    try {
      const done = await act();
      say(words);
      return done;
    } catch (error) {
      setFailure(asFailure(error));
      return null;
    } finally {
      setWaiting(false);
      reload();
    }
  };
  return { send, said, failure, waiting };
}
