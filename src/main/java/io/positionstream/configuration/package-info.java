/** What every setting must be, checked before anything starts; and the home of local files. */
@org.jspecify.annotations.NullMarked
package io.positionstream.configuration;
