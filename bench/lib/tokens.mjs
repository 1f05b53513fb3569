import { generateKeyPairSync, sign } from 'node:crypto';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signer of Atrium's tokens (JWT, EdDSA) with a key of its own. */
export function tokenSigner() {
  const kid = 'bench';
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    jwks: JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'EdDSA' }] }),
    sign(claims, seconds = 3600) {
      const now = Math.floor(Date.now() / 1000);
      const head = encode({ alg: 'EdDSA', kid });
      const body = encode({ iat: now, exp: now + seconds, ...claims });
      const signature = sign(null, Buffer.from(`${head}.${body}`), privateKey).toString('base64url');
      return `${head}.${body}.${signature}`;
    },
  };
}
