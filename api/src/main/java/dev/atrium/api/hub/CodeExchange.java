package dev.atrium.api.hub;

/**
 * {@code POST /api/handshake/exchange}, by a runner: redeems a code that the person's browser
 * brought, once, within 30 seconds.
 *
 * @param project the Repl that asks
 * @param code what the hub put into the return address
 * @param nonce the value of the cookie that the runner had set; the code is bound to its SHA-256
 * @param returnUrl the exact address that the code came back to, without the code
 */
public record CodeExchange(String project, String code, String nonce, String returnUrl) {}
