package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.FaultyStorage.Fault;
import java.nio.file.Path;

/**
 * A process with the real engine on a volume, which writes files over and over and prints {@code
 * path number} for each edit once it is acknowledged, until somebody kills it. S3 answers only the
 * first time, until the project is open.
 */
final class KilledProcess {

  private static final int FILES = 5;

  private KilledProcess() {}

  /** Takes the volume's directory and the number of the first edit; 0 the first time. */
  public static void main(String[] arguments) throws Exception {
    int first = Integer.parseInt(arguments[1]);
    FaultyStorage s3 = new FaultyStorage();
    Workspace here = new Workspace(s3, Path.of(arguments[0]));
    here.bootId = SyncSettings.BOOT_ID;
    if (first > 0) {
      s3.faults(request -> Fault.DROP);
    }
    here.start(1);
    s3.faults(request -> Fault.DROP);
    for (int number = first; ; number++) {
      ProjectPath path = ProjectPath.of("f" + number % FILES + ".txt");
      here.write(path.toString(), "edit " + number, here.engine.currentHash(path).orElse(null));
      System.out.println(path + " " + number);
      System.out.flush();
    }
  }
}
