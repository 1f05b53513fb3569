package dev.atrium.ydoc.store;

import java.util.Arrays;

/** All blocks of one client, by clock, from 0 and without holes. */
final class ClientBlocks {

  final long client;
  private Block[] blocks = new Block[2];
  private int size;

  ClientBlocks(long client) {
    this.client = client;
  }

  /** The next clock that is expected of the client. */
  int state() {
    return size == 0 ? 0 : blocks[size - 1].end();
  }

  int size() {
    return size;
  }

  Block get(int index) {
    return blocks[index];
  }

  /** The index of the block with the element {@code clock}, which must be there. */
  int indexOf(int clock) {
    int last = size - 1;
    if (blocks[last].clock <= clock) {
      return last;
    }
    int low = 0;
    int high = last - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks[middle].clock <= clock) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  Block at(int clock) {
    return blocks[indexOf(clock)];
  }

  void add(Block block) {
    insert(size, block);
  }

  void insert(int index, Block block) {
    if (size == blocks.length) {
      blocks = Arrays.copyOf(blocks, size + (size >> 1) + 1);
    }
    System.arraycopy(blocks, index, blocks, index + 1, size - index);
    blocks[index] = block;
    size++;
  }

  void replace(Block block, Block by) {
    blocks[indexOf(block.clock)] = by;
  }

  /** Joins neighbours where that is possible, from the pair that ends at {@code from} on. */
  void join(int from, int to) {
    int first = Math.max(from, 1);
    int kept = first - 1;
    int next = first;
    for (; next <= to && next < size; next++) {
      if (!blocks[kept].absorb(blocks[next])) {
        blocks[++kept] = blocks[next];
      }
    }
    if (next > first && kept + 1 < next) {
      System.arraycopy(blocks, next, blocks, kept + 1, size - next);
      int newSize = size - (next - kept - 1);
      Arrays.fill(blocks, newSize, size, null);
      size = newSize;
    }
  }
}
