/** On a laptop: by an address that the terminal printed. */
export function LinkSignIn({ refused }: { refused: boolean }) {
  return (
    <>
      <h1>{refused ? 'That address does not work any more' : 'Sign in to Atrium'}</h1>
      <p>
        {refused
          ? 'A sign-in address works once, and for a while only.'
          : 'This Atrium runs on your own machine and knows you by an address that works once.'}
      </p>
      <p>Open the address that it printed last. In another terminal this prints a fresh one:</p>
      <pre>./atrium up</pre>
      <p className="sign-in__note">This page goes on by itself once you are in.</p>
    </>
  );
}
