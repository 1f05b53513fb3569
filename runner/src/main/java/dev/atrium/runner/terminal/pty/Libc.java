package dev.atrium.runner.terminal.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few C library calls that a PTY needs and the JDK has not. Results below 0 are the negated
 * {@code errno}. The numbers are Linux's, the same on x86-64 and AArch64.
 */
final class Libc {

  static final int EINTR = 4;
  static final int EAGAIN = 11;

  static final short POLLIN = 0x001;
  static final short POLLOUT = 0x004;

  static final int SIGHUP = 1;
  static final int SIGKILL = 9;
  static final int SIGCONT = 18;

  private static final int F_SETFD = 2;
  private static final int F_SETFL = 4;
  private static final int FD_CLOEXEC = 1;
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;

  /** A {@code struct pollfd}. */
  static final StructLayout POLLFD =
      MemoryLayout.structLayout(
          JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));

  /** Where a call leaves {@code errno}. */
  static final StructLayout ERRNO = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO_VALUE =
      ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");

  private static final MethodHandle READ =
      bind("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), KEEP_ERRNO);
  private static final MethodHandle WRITE =
      bind("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), KEEP_ERRNO);
  private static final MethodHandle PPOLL =
      bind(
          "ppoll",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
          KEEP_ERRNO);
  private static final MethodHandle FCNTL =
      bind(
          "fcntl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle KILL =
      bind("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle TCGETPGRP =
      bind("tcgetpgrp", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Libc() {}

  /** Reads at most the segment's size; 0 at the end. */
  static long read(int fd, MemorySegment target, MemorySegment errno) {
    try {
      return orErrno((long) READ.invokeExact(errno, fd, target, target.byteSize()), errno);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  static long write(int fd, MemorySegment source, MemorySegment errno) {
    try {
      return orErrno((long) WRITE.invokeExact(errno, fd, source, source.byteSize()), errno);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Waits for events on one descriptor; 0 if none came in time. */
  static long poll(MemorySegment pollfd, MemorySegment timespec, MemorySegment errno) {
    try {
      return orErrno(
          (int) PPOLL.invokeExact(errno, pollfd, 1L, timespec, MemorySegment.NULL), errno);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A {@code struct timespec} of a duration below a second. */
  static MemorySegment timespec(Arena arena, long nanos) {
    MemorySegment timespec = arena.allocate(JAVA_LONG, 2);
    timespec.setAtIndex(JAVA_LONG, 1, nanos);
    return timespec;
  }

  static void preparePollfd(MemorySegment pollfd, int fd, short events) {
    pollfd.set(JAVA_INT, 0, fd);
    pollfd.set(JAVA_SHORT, 4, events);
  }

  /** Has reads and writes of a PTY never block, and keeps it from programs started later. */
  static void makeNonBlockingAndPrivate(int fd) {
    try {
      int unused = (int) FCNTL.invokeExact(fd, F_SETFL, O_RDWR | O_NONBLOCK);
      unused = (int) FCNTL.invokeExact(fd, F_SETFD, FD_CLOEXEC);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Sends a signal; a process that is gone already is none of the caller's concern. */
  static void kill(long pid, int signal) {
    try {
      int unused = (int) KILL.invokeExact((int) pid, signal);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The process group in the foreground of a PTY, or -1. */
  static int foregroundGroup(int fd) {
    try {
      return (int) TCGETPGRP.invokeExact(fd);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static long orErrno(long result, MemorySegment errno) {
    return result >= 0 ? result : -(int) ERRNO_VALUE.get(errno, 0L);
  }

  private static MethodHandle bind(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(), descriptor, options);
  }
}
