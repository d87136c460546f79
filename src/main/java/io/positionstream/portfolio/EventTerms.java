package io.positionstream.portfolio;

/**
 * What the exchange says of an event, the question that one or more markets answer.
 *
 * @param title the question, for people
 * @param mutuallyExclusive whether at most one of its markets comes out YES
 */
public record EventTerms(String title, boolean mutuallyExclusive) {}
