/** The API document and the behaviour, held together. */
package io.positionstream.openapi;
