package dev.atrium.runner.search;

import dev.atrium.api.files.SearchEnd;
import dev.atrium.api.files.SearchHit;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.SearchableFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Text search over the project's files: one walk feeds as many readers as there are processors.
 * Binary files and those above {@value #MAX_FILE_BYTES} bytes are skipped. Blocks; thread-safe.
 */
@Singleton
public class ProjectSearch {

  static final int MAX_FILE_BYTES = 5 * 1024 * 1024;
  static final Duration MAX_TIME = Duration.ofSeconds(30);

  /** Searches at once; each takes all processors, so more would only slow each other down. */
  private static final int MAX_SEARCHES = 4;

  private final ProjectTree tree;
  private final SearchableFiles searchable;
  private final Duration maxTime;
  private final LongSupplier nanoTime;
  private final Semaphore searches = new Semaphore(MAX_SEARCHES);

  @Inject
  public ProjectSearch(ProjectTree tree, SearchableFiles searchable) {
    this(tree, searchable, MAX_TIME, System::nanoTime);
  }

  ProjectSearch(
      ProjectTree tree, SearchableFiles searchable, Duration maxTime, LongSupplier nanoTime) {
    this.tree = tree;
    this.searchable = searchable;
    this.maxTime = maxTime;
    this.nanoTime = nanoTime;
  }

  /** Takes a file's hits, one file at a time; to throw means that nobody waits any more. */
  @FunctionalInterface
  public interface Hits {
    void accept(List<SearchHit> hits) throws IOException;
  }

  /**
   * A request that was checked.
   *
   * @param limit the most hits
   */
  public record Query(TextQuery text, Glob include, Glob exclude, int limit) {

    /**
     * Checks a request.
     *
     * @throws ProblemException {@code invalid-field}
     */
    public static Query of(SearchRequest request) {
      if (request.limit() < 1 || request.limit() > SearchRequest.MAX_HITS) {
        throw ProblemType.INVALID_FIELD.thrownFor(
            "limit", "Between 1 and " + SearchRequest.MAX_HITS + ".");
      }
      return new Query(
          TextQuery.of(request),
          Glob.parse("include", request.include()),
          Glob.parse("exclude", request.exclude()),
          request.limit());
    }
  }

  /**
   * Searches, and returns what there is to say at the end.
   *
   * @param abandoned asked now and then whether to stop
   * @throws ProblemException {@code too-many} searches at once
   */
  public SearchEnd run(Query query, Hits hits, BooleanSupplier abandoned) throws IOException {
    if (!searches.tryAcquire()) {
      throw ProblemType.TOO_MANY.thrown("Other searches are running; try again in a moment.");
    }
    try {
      return new SearchRun(tree, searchable, query, hits, maxTime, nanoTime, abandoned).run();
    } finally {
      searches.release();
    }
  }
}
