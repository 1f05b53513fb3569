package dev.atrium.standalone.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * The object store of a laptop: an S3 server (AWS Signature Version 4) over a directory, on
 * loopback, in a process of its own. {@code mvn package} lays it out in {@code
 * standalone/s3/target/s3}; start it with
 *
 * <pre>
 * java -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
 *      -jar standalone/s3/target/s3/atrium-s3.jar
 * </pre>
 *
 * <p>Everything comes by environment, so that no secret stands in a process list:
 *
 * <ul>
 *   <li>{@code ATRIUM_S3_DIRECTORY}: where the objects lie, one directory a bucket; created if
 *       missing
 *   <li>{@code ATRIUM_S3_PORT}: the port on 127.0.0.1; 0 takes a free one
 *   <li>{@code ATRIUM_S3_BUCKET}: a bucket to create if missing; {@code atrium} by default
 *   <li>{@code ATRIUM_S3_ACCESS_KEY}, {@code ATRIUM_S3_SECRET_KEY}: the only credentials
 *   <li>{@code ATRIUM_STOP_ON_EOF}: {@code true} to stop when standard input ends, so that the
 *       server does not outlive the process that started it
 * </ul>
 *
 * <p>Once it serves it prints one line, {@code S3 ready on http://127.0.0.1:PORT}. SIGTERM stops
 * it. Exit code 2 means that the environment is incomplete, 3 that the port is taken.
 *
 * <p>The heap is enough for as many bodies as {@link BodyGate} lets in at a time; without uploads
 * the server keeps to a tenth of it.
 */
public final class S3Server {

  /** How long a stop waits for requests under way, in milliseconds. */
  private static final long STOP_TIMEOUT_MILLIS = 5_000;

  private static final int PORT_TAKEN = 3;

  private S3Server() {}

  public static void main(String[] args) throws Exception {
    S3Settings settings;
    try {
      settings = S3Settings.of(System.getenv());
    } catch (IllegalArgumentException incomplete) {
      System.err.println(incomplete.getMessage());
      System.exit(2);
      return;
    }
    S3Proxy server;
    try {
      server = start(settings);
    } catch (IOException failure) {
      if (!(failure.getCause() instanceof BindException)) {
        throw failure;
      }
      System.err.println("Port " + settings.port() + " is taken.");
      System.exit(PORT_TAKEN);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.println("S3 ready on http://127.0.0.1:" + server.getPort());
    if (settings.stopOnEof()) {
      awaitEof(System.in);
      System.exit(0);
    }
  }

  private static S3Proxy start(S3Settings settings) throws Exception {
    createPrivately(settings.directory());
    createPrivately(settings.directory().resolve(settings.bucket()));
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + settings.port()))
            .awsAuthentication(
                AuthenticationType.AWS_V4, settings.accessKey(), settings.secretKey())
            .blobStore(new FilesystemNio2BlobStore(settings.directory().toString()))
            .ignoreUnknownHeaders(true)
            .v4MaxNonChunkedRequestSize(BodyGate.LARGEST)
            .stopTimeout(STOP_TIMEOUT_MILLIS)
            .build();
    BodyGate.guard(server);
    server.start();
    return server;
  }

  /** s3proxy lets everyone list a bucket whose directory others may read. */
  private static void createPrivately(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  private static void stop(S3Proxy server) {
    try {
      server.stop();
    } catch (Exception failure) {
      System.err.println("The S3 server did not stop cleanly: " + failure.getMessage());
    }
  }

  private static void awaitEof(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
