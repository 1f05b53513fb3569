package dev.atrium.api.hub;

/** {@code GET /api/signin}: what a sign-in page offers. */
public record SigninOptions(SigninWay way) {}
