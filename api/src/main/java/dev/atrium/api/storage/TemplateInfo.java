package dev.atrium.api.storage;

/**
 * A template as people choose it, from {@code template.json} in its folder.
 *
 * @param name the folder's name, which the API takes
 * @param title what people read
 * @param description one sentence
 * @param language the id of an icon: {@code node, python, java, go, cpp, html}
 */
public record TemplateInfo(String name, String title, String description, String language) {}
