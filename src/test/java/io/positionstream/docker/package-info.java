/** The files in docker/: read as their tools read them, and what they do done without Docker. */
package io.positionstream.docker;
