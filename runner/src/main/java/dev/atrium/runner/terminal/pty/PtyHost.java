package dev.atrium.runner.terminal.pty;

import com.pty4j.PtyProcessBuilder;
import com.pty4j.unix.UnixPtyProcess;
import dev.atrium.runner.terminal.TerminalHost;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Shells as children of this process, on Linux. They end with it: hung up and killed when it stops,
 * and caught by a {@link Guard} when it is killed itself.
 */
@ApplicationScoped
public class PtyHost implements TerminalHost {

  private static final Logger LOG = Logger.getLogger(PtyHost.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Duration grace;
  private final String markPrefix = "atrium-" + randomHex() + "-";
  private final AtomicLong opened = new AtomicLong();
  private final Set<PtyShell> shells = ConcurrentHashMap.newKeySet();
  private Guard guard;
  private boolean closed;

  public PtyHost() {
    this(GRACE);
  }

  /**
   * @param grace how long programs have between the hangup and the kill
   */
  public PtyHost(Duration grace) {
    this.grace = grace;
  }

  @Override
  public Shell open(
      List<String> command,
      Map<String, String> environment,
      String directory,
      int cols,
      int rows,
      Output output)
      throws IOException {
    ensureGuarded();
    String mark = markPrefix + opened.incrementAndGet();
    Map<String, String> marked = new HashMap<>(environment);
    marked.put(ProcessTree.MARK, mark);
    UnixPtyProcess process =
        (UnixPtyProcess)
            new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(marked)
                .setDirectory(directory)
                .setInitialColumns(cols)
                .setInitialRows(rows)
                .start();
    PtyShell shell = new PtyShell(process, new ProcessTree(process.pid(), mark, grace));
    shells.add(shell);
    tellGuard();
    shell.start(output, () -> forget(shell));
    return shell;
  }

  private void forget(PtyShell shell) {
    shells.remove(shell);
    tellGuard();
  }

  private synchronized void tellGuard() {
    try {
      if (!closed && guard != null) {
        guard.watch(shells.stream().map(PtyShell::session).toList());
      }
    } catch (IOException killed) {
      LOG.warn("The guard of the shells is gone; another one starts with the next shell", killed);
      guard = null;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    shells.parallelStream().forEach(PtyShell::end);
    synchronized (this) {
      if (guard != null) {
        guard.close();
      }
    }
  }

  private synchronized void ensureGuarded() throws IOException {
    if (closed) {
      throw new IOException("The runner is stopping");
    }
    if (guard == null) {
      guard = Guard.start(markPrefix);
    }
  }

  private static String randomHex() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
