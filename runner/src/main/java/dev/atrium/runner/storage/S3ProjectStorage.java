package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ServerFrame;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** {@link ProjectStorage} by signed requests to any S3 server. */
public final class S3ProjectStorage implements ProjectStorage {

  /** What stands for the path of a content that is read by itself. */
  private static final ProjectPath NAMELESS = ProjectPath.of("content");

  private final LogOpener opener;
  private final RecordStore records;
  private final ContentUpload uploads;
  private final Checkpointer checkpointer;
  private final Projector projector;
  private final ContentReader contents;
  private final Seeder seeder;
  private final Clock clock;

  /**
   * @param url init-service's address
   * @param project the project's id
   * @param identity the file with the runner's own token
   */
  public S3ProjectStorage(String url, String project, Path identity, Clock clock) {
    this(url, project, identity, clock, Retry.DEFAULT, StorageHttp.SILENCE);
  }

  S3ProjectStorage(
      String url, String project, Path identity, Clock clock, Retry retry, Duration silence) {
    HttpClient http = httpClient();
    var client = new StorageClient(http, url, project, new IdentityToken(identity), retry);
    var store = new ObjectStore(new StorageHttp(http, silence), retry);
    this.contents = new ContentReader(store, client, clock);
    this.clock = clock;
    this.records = new RecordStore(store, client, clock);
    this.uploads = new ContentUpload(store, client, clock);
    this.checkpointer = new Checkpointer(store, client, contents, uploads, clock);
    this.projector = new Projector(store, client, contents, clock);
    this.seeder = new Seeder(contents);
    String prefix = LogKeys.project(project);
    this.opener =
        new LogOpener(client, records, checkpointer, path -> isProjectable(prefix, path), clock);
  }

  @Override
  public SavedLog open(String writer) throws StorageUnreachableException, SupersededException {
    Tail tail = opener.open(RecordId.requireWriter(writer));
    return new S3SavedLog(writer, tail, records, uploads, checkpointer, projector, clock);
  }

  @Override
  public byte[] read(ContentHash hash, long size, ContentRef content)
      throws StorageUnreachableException, SupersededException {
    TreeEntry file = new TreeEntry(NAMELESS, FileType.FILE, 0, null, hash, size, content);
    try {
      return contents.bytes(file);
    } catch (IOException impossible) {
      throw new IllegalStateException("Nothing local is read or written here.", impossible);
    }
  }

  @Override
  public void seed(TreeState tree, Path root, Consumer<ServerFrame.Seeding> progress)
      throws StorageUnreachableException, SupersededException, IOException {
    seeder.seed(tree, root, progress);
  }

  /** Escaped bytes may make a name longer than init-service signs, and the key than S3 takes. */
  private static boolean isProjectable(String prefix, ProjectPath path) {
    String key = LogKeys.file(path);
    try {
      ProjectPath.of(key.substring(LogKeys.FILES.length()));
      return LogKeys.fits(prefix + key);
    } catch (InvalidPathException tooLong) {
      return false;
    }
  }

  private static HttpClient httpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(LateTrust.context())
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
