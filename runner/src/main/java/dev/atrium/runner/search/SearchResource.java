package dev.atrium.runner.search;

import dev.atrium.api.access.Door;
import dev.atrium.api.files.SearchEnd;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.files.rest.JsonBody;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** {@code POST /api/search}: hits as lines of JSON, as they are found. */
@Path("/api/search")
@RunOnVirtualThread
public class SearchResource {

  @Inject ProjectSearch search;
  @Inject CurrentCaller caller;
  @Inject CurrentVertxRequest request;

  @POST
  public Response run(InputStream body) throws IOException {
    caller.require(Door.READ_FILES);
    ProjectSearch.Query query = ProjectSearch.Query.of(JsonBody.read(body, SearchRequest.class));
    // The response itself, because the readers' threads have no request to look it up by.
    HttpServerResponse connection = request.getCurrent().response();
    return Response.ok((StreamingOutput) out -> stream(query, out, connection))
        .type("application/x-ndjson")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private void stream(ProjectSearch.Query query, OutputStream out, HttpServerResponse connection)
      throws IOException {
    SearchEnd end;
    try {
      end = search.run(query, hits -> write(out, hits), connection::closed);
    } catch (ProblemException refused) {
      end = new SearchEnd(true, 0, 0, false, refused.problem());
    }
    write(out, List.of(end));
  }

  private static void write(OutputStream out, List<?> records) throws IOException {
    for (Object line : records) {
      out.write(Codec.JSON.writeValueAsBytes(line));
      out.write('\n');
    }
    out.flush();
  }
}
