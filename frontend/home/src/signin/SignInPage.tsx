import { useEffect } from 'react';
import type { SigninWay } from '../../../shared/api/hub';
import { Mark } from '../../../shared/ui/Mark';
import { hub } from '../hub';
import { LinkSignIn } from './LinkSignIn';
import './SignInPage.css';
import { TokenSignIn } from './TokenSignIn';

const POLL_MS = 2_000;

/** For somebody without a session. When they sign in in another tab, this one goes on by itself. */
export function SignInPage(props: { way: SigninWay; refused: boolean; onSignedIn(): void }) {
  const { way, refused, onSignedIn } = props;
  useEffect(() => {
    const timer = setInterval(() => hub.me().then(onSignedIn, () => undefined), POLL_MS);
    return () => clearInterval(timer);
  }, [onSignedIn]);
  return (
    <main className="sign-in">
      <Mark size={44} />
      {way === 'TOKEN' ? <TokenSignIn /> : <LinkSignIn refused={refused} />}
    </main>
  );
}
