package dev.atrium.initservice.archive;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.ImportProgress;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.content.TreeWriter;
import dev.atrium.initservice.project.ProjectCreation;
import dev.atrium.initservice.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes a project of an uploaded zip; it becomes visible only when all of it is stored. */
@ApplicationScoped
public class ProjectImport {

  static final int MAX_ENTRIES = 100_000;

  private static final Logger LOG = Logger.getLogger(ProjectImport.class);
  private static final int FILES_A_LINE = 100;

  private final ObjectStore store;
  private final ProjectCreation creation;
  private final StorageConfig config;

  ProjectImport(ObjectStore store, ProjectCreation creation, StorageConfig config) {
    this.store = store;
    this.creation = creation;
    this.config = config;
  }

  /**
   * Takes the whole upload and looks at its directory.
   *
   * @throws ProblemException if the id is taken or the archive is refused at once
   */
  public Received receive(String id, Binding binding, InputStream zip) {
    creation.requireFree(id, binding);
    try {
      FileChannel file = spool(zip);
      try {
        ZipArchive archive = new ZipArchive(file, MAX_ENTRIES);
        var items = ImportPlan.of(archive.members(), Set.copyOf(config.excludes()));
        var budget = new ImportBudget(file.size(), config.maxFileBytes(), config.quotaBytes());
        return new Received(id, binding, file, archive, items, budget);
      } catch (IOException | RuntimeException refused) {
        file.close();
        throw refused;
      }
    } catch (IOException failure) {
      throw ProblemType.INTERNAL.thrown("The upload broke off or found no space.", failure);
    }
  }

  /** The file has no name any more when this returns, so nothing can be left behind. */
  private FileChannel spool(InputStream zip) throws IOException {
    Path path = Files.createTempFile("atrium-import-", ".zip");
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    try {
      OutputStream out = Channels.newOutputStream(file);
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
        size += read;
        if (size > config.maxArchiveBytes()) {
          throw ProblemType.TOO_LARGE.thrownFor(
              "zip", "The archive may have at most " + config.maxArchiveBytes() + " bytes.");
        }
        out.write(buffer, 0, read);
      }
      return file;
    } catch (IOException | RuntimeException broken) {
      file.close();
      throw broken;
    }
  }

  /** An upload that is ready to be stored, once. */
  public final class Received {

    private final String id;
    private final Binding binding;
    private final FileChannel file;
    private final ZipArchive archive;
    private final Collection<ImportPlan.Item> items;
    private final ImportBudget budget;

    private Received(
        String id,
        Binding binding,
        FileChannel file,
        ZipArchive archive,
        Collection<ImportPlan.Item> items,
        ImportBudget budget) {
      this.id = id;
      this.binding = binding;
      this.file = file;
      this.archive = archive;
      this.items = items;
      this.budget = budget;
    }

    /** Stores it and tells the progress as {@link ImportProgress} lines; closes the upload. */
    public void run(OutputStream progress) throws IOException {
      TreeWriter tree = new TreeWriter(store, LogKeys.project(id));
      try (file) {
        Problem problem = storeOrProblem(tree, progress);
        tell(progress, tree, problem == null, problem);
      }
    }

    private Problem storeOrProblem(TreeWriter tree, OutputStream progress) throws IOException {
      try {
        for (ImportPlan.Item item : items) {
          store(item, tree);
          if (tree.files() % FILES_A_LINE == 1) {
            tell(progress, tree, false, null);
          }
        }
        creation.publish(id, binding, null, tree.finish());
        return null;
      } catch (ProblemException refused) {
        return refused.problem();
      } catch (RuntimeException unexpected) {
        LOG.errorf(unexpected, "The import of %s failed.", id);
        return ProblemType.INTERNAL.with("The import failed here; try again.");
      }
    }

    private void store(ImportPlan.Item item, TreeWriter tree) throws IOException {
      if (item.member().isDirectory()) {
        tree.directory(item.path(), 0755);
        return;
      }
      try (InputStream content = MemberStream.open(archive, item.member(), budget)) {
        tree.file(item.path(), item.member().isExecutable() ? 0755 : 0644, content);
      }
    }
  }

  private static void tell(OutputStream out, TreeWriter tree, boolean done, Problem problem)
      throws IOException {
    out.write(
        Codec.JSON.writeValueAsBytes(
            new ImportProgress(tree.files(), tree.bytes(), done, problem)));
    out.write('\n');
    out.flush();
  }
}
