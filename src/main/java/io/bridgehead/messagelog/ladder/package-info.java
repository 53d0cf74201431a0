/**
 * Draws what happened in a conference from the log's rows: each row becomes the operations of Figures 4 to 10 that it
 * stands for, numbered as there (402 … 1008).
 *
 * <p>
 * A row that does not say its operation, detail, MessageID or conference is completed from the SOAP in its payload
 * ({@link io.bridgehead.messagelog.ladder.Payload}), which also serves whoever writes the rows. What is read of a row: hop,
 * {@code operation}, {@code detail}, {@code messageId}, times and response code.
 * {@code detail} is a list of words divided by blanks:
 * <ul>
 * <li>a participant's id ({@code p2}), or a call's ({@code c7.p2.1}), where the message is about one; {@code initiator}
 * beside it marks the conference's initiator, who is {@code p1} where no row says so;</li>
 * <li>in a status the RFC 4575 state ({@code alerting}, {@code connected}, {@code disconnected}) and method
 * ({@code departed}, {@code busy} …);</li>
 * <li>{@code ended}, and no participant, in the status that says that the conference is over, with {@code fatal} where an
 * error ended it.</li>
 * </ul>
 */
package io.bridgehead.messagelog.ladder;
