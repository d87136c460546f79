/**
 * Where the data lives: turns {@code DATABASE_URL} into the settings of both datasources, or runs a
 * PostgreSQL of our own in the service's home, and migrates the schema before anything else starts.
 */
@org.jspecify.annotations.NullMarked
package io.positionstream.database;
