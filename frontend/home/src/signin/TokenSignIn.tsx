import { useState, type FormEvent } from 'react';
import { describe } from '../../../shared/api/problem';
import { Button } from '../../../shared/ui/Button';
import { TextField } from '../../../shared/ui/TextField';
import { hub } from '../hub';

/** In a cluster: by the admin token that its installation made. */
export function TokenSignIn() {
  const [token, setToken] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      location.replace(await hub.signIn(token.trim()));
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  };
  return (
    <>
      <h1>Sign in to Atrium</h1>
      <p>
        With this installation’s admin token. <code>helm get notes</code> says how to read it.
      </p>
      <form className="sign-in__form" onSubmit={(event) => void submit(event)}>
        <TextField
          label="Admin token"
          name="token"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={token}
          error={error}
          onChange={(event) => setToken(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={busy}>
          Sign in
        </Button>
      </form>
    </>
  );
}
