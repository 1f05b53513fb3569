package dev.atrium.systemtest.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.systemtest.installation.Installation;
import dev.atrium.systemtest.installation.SignIn;
import java.net.URI;
import java.nio.file.Path;

/** The hub's pages, by what a person sees. */
public final class HomePage {

  private final Page page;

  private HomePage(Page page) {
    this.page = page;
  }

  /** Signs in as the installation's one person, if need be, and waits for the project list. */
  public static HomePage signIn(Page page, Installation installation) {
    return signIn(page, installation, installation.signIn());
  }

  /** Signs somebody in, if need be, and waits for the project list. */
  public static HomePage signIn(Page page, Installation installation, SignIn way) {
    HomePage home = new HomePage(page);
    switch (way) {
      case SignIn.OneTimeAddress(URI address) -> page.navigate(address.toString());
      case SignIn.AdminToken(String token) -> {
        page.navigate(installation.hub().toString());
        home.tokenField().or(home.heading("Projects")).waitFor();
        if (home.tokenField().isVisible()) {
          home.typeToken(token);
        }
      }
    }
    home.heading("Projects").waitFor();
    return home;
  }

  /** Signs in on the page that asks for the admin token, which leads on by itself. */
  public static void typeToken(Page page, String token) {
    new HomePage(page).typeToken(token);
  }

  private void typeToken(String token) {
    tokenField().fill(token);
    button("Sign in").click();
  }

  private Locator tokenField() {
    return page.getByLabel("Admin token");
  }

  public static HomePage open(Page page, Installation installation) {
    page.navigate(installation.hub().toString());
    HomePage home = new HomePage(page);
    home.heading("Projects").waitFor();
    return home;
  }

  /** Makes a project of a template and waits for its IDE. */
  public IdePage newProject(String name, String template) {
    button("New project").first().click();
    dialogField("Name").fill(name);
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(template).setExact(true))
        .click();
    button("Create").click();
    return IdePage.awaitOn(page);
  }

  /** Imports a zip and waits until it is on the list. */
  public void importZip(Path zip, String name) {
    button("Import").first().click();
    page.getByLabel("Zip file").setInputFiles(zip);
    dialogField("Name").fill(name);
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import"))
        .click();
    card(name).waitFor();
  }

  /** Opens a project by its card and waits for its IDE. */
  public IdePage openProject(String name) {
    card(name).click();
    return IdePage.awaitOn(page);
  }

  /** Chooses from a project's menu. */
  public void choose(String name, String item) {
    button("More for " + name).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item)).click();
  }

  public Locator card(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The words for what a project does now. */
  public Locator state(String name) {
    return page.locator(".card", new Page.LocatorOptions().setHas(card(name))).locator(".state");
  }

  public Page page() {
    return page;
  }

  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private Locator dialogField(String label) {
    return page.getByRole(AriaRole.DIALOG).getByLabel(label);
  }
}
