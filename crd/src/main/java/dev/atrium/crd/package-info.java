/**
 * The custom resource {@code repls.atrium.dev} as its authors, the operator and the hub share it.
 *
 * <p>The classes are the source: {@code k8s/crds/repls.atrium.dev.yaml} and {@code
 * docs/reference/repl.md} are generated from them, and a test fails when these are stale.
 */
package dev.atrium.crd;
