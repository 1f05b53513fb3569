package dev.atrium.runner.storage;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom this JVM trusts by default, read with the first TLS connection and not before: reading all
 * those certificates is a tenth of a runner's start, and on a laptop storage speaks plain HTTP.
 * Thread-safe.
 */
final class LateTrust extends X509ExtendedTrustManager {

  private X509ExtendedTrustManager trust;

  private LateTrust() {}

  /** For {@code https} as the JVM's own, but without client certificates. */
  static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new LateTrust()}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has TLS.", impossible);
    }
  }

  private synchronized X509ExtendedTrustManager trust() {
    if (trust == null) {
      trust = defaults();
    }
    return trust;
  }

  private static X509ExtendedTrustManager defaults() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager x509) {
          return x509;
        }
      }
      throw new IllegalStateException("This JVM has no X.509 trust manager.");
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("The JVM's certificates cannot be read.", unreadable);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust().checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust().checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust().checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust().checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust().checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust().checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust().getAcceptedIssuers();
  }
}
