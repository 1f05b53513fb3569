package dev.atrium.ydoc;

import dev.atrium.ydoc.store.Branch;
import dev.atrium.ydoc.update.TypeKind;
import java.util.Set;

/**
 * An XML element, fragment, text or hook. It is kept and passed on, but cannot be read or edited.
 */
public final class XmlType extends SharedType {

  XmlType(Doc doc, Branch branch) {
    super(doc, branch);
  }

  public TypeKind kind() {
    return branch().kind();
  }

  /** The name of an element or hook, else null. */
  public String name() {
    return branch().name();
  }

  @Override
  void notifyObservers(Transaction transaction, Set<String> keys, Failures failures) {}
}
