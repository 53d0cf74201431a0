package io.bridgehead.bench;

/** The messages of a run. Only the loop's thread uses it. */
final class Mail {

    private static final String[] SOAP = {
            "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
                    + "xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header><a:MessageID>urn:uuid:",
            "</a:MessageID></s:Header><s:Body><c:endConference xmlns:c=\"urn:bridgehead:conference:1\"><c:conferenceId>c",
            "</c:conferenceId></c:endConference></s:Body></s:Envelope>" };
    private static final String[] TEXT = {
            "Shall we talk this over by telephone? I am free from two until half past three, and again after the meeting ",
            " with the people from the other house. ", "" };
    /** About as long as the header with a sender's credentials. */
    private static final String INSTEAD_OF_CREDENTIALS = "Subject: " + "nothing in particular ".repeat(12) + "\r\n";

    private final String[] body;
    private final String headers;
    private int next;

    /**
     * @param soap SOAP or plain text
     * @param challenged whether the server wants credentials; if not, another header makes up for their length
     */
    Mail(boolean soap, boolean challenged) {
        this.body = soap ? SOAP : TEXT;
        this.headers = "Content-Type: " + (soap ? "application/soap+xml" : "text/plain") + "\r\n"
                + (challenged ? "" : INSTEAD_OF_CREDENTIALS);
    }

    /** Sends the next message. Receivers change against senders, so that over time everybody writes to everybody. */
    void send(Users senders) {
        send(senders, "b" + (next + next / senders.size()) % senders.size());
    }

    /** Sends the next message to a certain user. */
    void send(Users senders, String to) {
        int number = next++;
        senders.get(number).message(to, headers, body[0] + Ids.next() + body[1] + number + body[2], answer -> {
        });
    }
}
