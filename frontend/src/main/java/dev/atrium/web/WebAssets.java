package dev.atrium.web;

/** Where the built pages lie on the class path. */
public final class WebAssets {

  /** The IDE, served by the runner. */
  public static final String IDE = "atrium-web/ide/";

  /** The home pages, served by the hub. */
  public static final String HOME = "atrium-web/home/";

  private WebAssets() {}
}
