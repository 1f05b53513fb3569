package dev.atrium.hub.project;

import dev.atrium.api.hub.NewProject;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.ImportProgress;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.person.Caller;
import dev.atrium.hub.storage.ArchiveUpload;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Makes a project out of a zip archive. */
@Path("/api/projects/import")
@RunOnVirtualThread
public class ImportResource {

  private static final Logger LOG = Logger.getLogger(ImportResource.class);

  @Inject Caller caller;
  @Inject Projects projects;
  @Inject ProjectLifecycle lifecycle;
  @Inject ArchiveUpload archives;
  @Inject ImportSlots slots;
  @Inject HubConfig config;

  /**
   * Streams the archive through to storage and storage's progress back (ndjson of {@link
   * ImportProgress}); the project becomes visible with the last line, whole or not at all.
   */
  @POST
  @Consumes({"application/zip", "application/octet-stream", "*/*"})
  public Response importZip(
      @QueryParam("name")
          @NotNull
          @Pattern(regexp = NewProject.NAME_PATTERN, message = NewProject.NAME_MESSAGE)
          String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
      InputStream zip) {
    if (length != null && length > config.maxImportBytes()) {
      throw ProblemType.TOO_LARGE.thrown(
          "An archive may have " + (config.maxImportBytes() >> 20) + " MiB.");
    }
    var owner = caller.require().id();
    var slot = slots.take(owner);
    String id = null;
    try {
      id = projects.reserve(name, null, owner).id;
      var answer = archives.send(id, lifecycle.binding(owner), zip);
      var project = id;
      return Response.ok(
              (StreamingOutput) page -> relay(project, answer, page, slot), "application/x-ndjson")
          .header("Atrium-Project", id)
          .build();
    } catch (RuntimeException failure) {
      slot.close();
      if (id != null) {
        lifecycle.abandon(id);
      }
      throw failure;
    }
  }

  /** Goes on to the end even if the browser has left: what storage finished is published. */
  private void relay(
      String id, ArchiveUpload.Answer answer, OutputStream page, ImportSlots.Slot slot) {
    boolean whole = false;
    try (slot;
        answer) {
      boolean listening = true;
      for (String line = answer.line(); line != null; line = answer.line()) {
        if (Codec.JSON.readValue(line, ImportProgress.class).done()) {
          whole = true;
          lifecycle.publish(id);
        }
        listening = listening && write(page, line);
      }
    } catch (IOException failure) {
      LOG.warnf("The import of %s broke off: %s", id, failure.getMessage());
      var problem = ProblemType.STORAGE_UNREACHABLE.with("The import broke off; send it again.");
      write(page, encode(new ImportProgress(0, 0, false, problem)));
    } finally {
      if (!whole) {
        lifecycle.abandon(id);
      }
    }
  }

  private static String encode(ImportProgress progress) {
    try {
      return Codec.JSON.writeValueAsString(progress);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean write(OutputStream page, String line) {
    try {
      page.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      page.flush();
      return true;
    } catch (IOException left) {
      return false;
    }
  }
}
