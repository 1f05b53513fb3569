import { useEffect } from 'react';
import { Mark } from '../../../shared/ui/Mark';
import { hub } from '../hub';
import './SignInPage.css';

const POLL_MS = 2_000;

/**
 * For somebody without a session. Signing in happens by an address that the terminal printed; when
 * that was opened in another tab, this one goes on by itself.
 */
export function SignInPage({ refused, onSignedIn }: { refused: boolean; onSignedIn(): void }) {
  useEffect(() => {
    const timer = setInterval(() => hub.me().then(onSignedIn, () => undefined), POLL_MS);
    return () => clearInterval(timer);
  }, [onSignedIn]);
  return (
    <main className="sign-in">
      <Mark size={44} />
      <h1>{refused ? 'That address does not work any more' : 'Sign in to Atrium'}</h1>
      <p>
        {refused
          ? 'A sign-in address works once, and for a while only.'
          : 'This Atrium runs on your own machine and knows you by an address that works once.'}
      </p>
      <p>
        Open the address that <code>./atrium up</code> printed last, or get a fresh one:
      </p>
      <pre>./atrium signin</pre>
      <p className="sign-in__note">This page goes on by itself once you are in.</p>
    </main>
  );
}
