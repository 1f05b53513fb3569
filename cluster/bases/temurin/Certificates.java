import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** Writes a JDK's {@code cacerts} from a PEM bundle: {@code java Certificates.java BUNDLE CACERTS}. */
final class Certificates {

  public static void main(String[] arguments) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var bundle = Files.newInputStream(Path.of(arguments[0]))) {
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bundle)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    }
    try (OutputStream cacerts = Files.newOutputStream(Path.of(arguments[1]))) {
      store.store(cacerts, "changeit".toCharArray());
    }
  }
}
