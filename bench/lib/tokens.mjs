import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signer of Atrium's tokens (JWT, EdDSA) with a key of its own. */
export function tokenSigner() {
  return signer(generateKeyPairSync('ed25519').privateKey, 'bench');
}

/** A signer with an installation's own key, a private JWK. */
export function tokenSignerOf(jwk) {
  return signer(createPrivateKey({ key: jwk, format: 'jwk' }), jwk.kid);
}

function signer(privateKey, kid) {
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    jwks: JSON.stringify({ keys: [{ ...publicJwk, kid, use: 'sig', alg: 'EdDSA' }] }),
    sign(claims, seconds = 3600) {
      const now = Math.floor(Date.now() / 1000);
      const head = encode({ alg: 'EdDSA', kid });
      const body = encode({ iat: now, exp: now + seconds, ...claims });
      const signature = sign(null, Buffer.from(`${head}.${body}`), privateKey).toString('base64url');
      return `${head}.${body}.${signature}`;
    },
  };
}
