/** Speech coding: both laws of ITU-T G.711. */
package io.bridgehead.media.codec;
