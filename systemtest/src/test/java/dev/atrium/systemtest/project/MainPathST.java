package dev.atrium.systemtest.project;

import dev.atrium.systemtest.installation.SharedInstallation;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main path on a laptop. */
@ExtendWith(SharedInstallation.class)
class MainPathST extends MainPath {}
