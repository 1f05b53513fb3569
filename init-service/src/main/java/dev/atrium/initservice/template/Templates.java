package dev.atrium.initservice.template;

import dev.atrium.api.json.Codec;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.TemplateInfo;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.content.TreeWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The templates: one directory each, with a {@code template.json} that describes it and is not
 * copied. They are read anew every time, so adding one needs no restart.
 */
@ApplicationScoped
public class Templates {

  static final String DESCRIPTION = "template.json";

  private final Path root;

  Templates(StorageConfig config) {
    this.root = config.templates();
  }

  /** Every template, by title. */
  public List<TemplateInfo> list() {
    try (Stream<Path> directories = Files.list(root)) {
      return directories
          .filter(directory -> Files.isRegularFile(directory.resolve(DESCRIPTION)))
          .map(Templates::describe)
          .sorted(Comparator.comparing(TemplateInfo::title))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("The templates cannot be read.", failure);
    }
  }

  /**
   * The template of this name.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code unknown-template} if there is none
   */
  public TemplateInfo require(String name) {
    return list().stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemType.UNKNOWN_TEMPLATE.thrownFor(
                    "template",
                    "Choose one of " + list().stream().map(TemplateInfo::name).toList() + "."));
  }

  /** Stores a template's files, links and executable bits as a new project's. */
  public void write(TemplateInfo template, TreeWriter tree) throws IOException {
    Path directory = root.resolve(template.name());
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.filter(path -> !path.equals(directory)).sorted().toList();
    }
    for (Path path : paths) {
      String name = directory.relativize(path).toString();
      if (!name.equals(DESCRIPTION)) {
        write(path, ProjectPath.of(name), tree);
      }
    }
  }

  private static void write(Path from, ProjectPath to, TreeWriter tree) throws IOException {
    if (Files.isSymbolicLink(from)) {
      tree.link(to, Files.readSymbolicLink(from).toString().getBytes(StandardCharsets.UTF_8));
    } else if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      tree.directory(to, 0755);
    } else {
      boolean executable =
          Files.getPosixFilePermissions(from).contains(PosixFilePermission.OWNER_EXECUTE);
      try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS)) {
        tree.file(to, executable ? 0755 : 0644, in);
      }
    }
  }

  private static TemplateInfo describe(Path directory) {
    try {
      TemplateInfo told =
          Codec.JSON.readValue(directory.resolve(DESCRIPTION).toFile(), TemplateInfo.class);
      return new TemplateInfo(
          directory.getFileName().toString(), told.title(), told.description(), told.language());
    } catch (IOException failure) {
      throw new UncheckedIOException("The template " + directory + " cannot be read.", failure);
    }
  }
}
