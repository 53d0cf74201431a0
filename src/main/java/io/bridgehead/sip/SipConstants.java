package io.bridgehead.sip;

import org.apache.camel.spi.Metadata;

/** The exchange headers of the {@code sip} component. None of them can be set from the network. */
public final class SipConstants {

    @Metadata(description = "The request's method, such as MESSAGE. On a user agent producer: the method to send.", javaType = "String")
    public static final String METHOD = "CamelSipMethod";

    @Metadata(description = "The URI of the request line", javaType = "String")
    public static final String REQUEST_URI = "CamelSipRequestUri";

    @Metadata(description = "The URI of the From header, without parameters of the header", javaType = "String")
    public static final String FROM = "CamelSipFrom";

    @Metadata(description = "The URI of the To header. On a user agent producer: whom to send to.", javaType = "String")
    public static final String TO = "CamelSipTo";

    @Metadata(description = "The value of Call-ID", javaType = "String")
    public static final String CALL_ID = "CamelSipCallId";

    @Metadata(description = "The number in CSeq", javaType = "Long")
    public static final String CSEQ = "CamelSipCSeq";

    @Metadata(description = "The content type of the body, of a received request or of what is sent", javaType = "String")
    public static final String CONTENT_TYPE = "CamelSipContentType";

    @Metadata(label = "consumer", description = "UDP, TCP, TLS, WS or WSS: how the request arrived", javaType = "String")
    public static final String TRANSPORT = "CamelSipTransport";

    @Metadata(label = "consumer", description = "Address and port of the peer that sent the request: host:port", javaType = "String")
    public static final String REMOTE_ADDRESS = "CamelSipRemoteAddress";

    @Metadata(label = "consumer", description = "Id of the connection that the request arrived by, see RelayTarget", javaType = "String")
    public static final String FLOW = "CamelSipFlow";

    @Metadata(description = "The authenticated user. Set by routes, never by the component.", javaType = "String")
    public static final String USER = "CamelSipUser";

    @Metadata(label = "producer", description = "Where sip:relay forwards the request to, in the order that the option forking says", javaType = "java.util.List<io.bridgehead.sip.RelayTarget>")
    public static final String TARGETS = "CamelSipTargets";

    @Metadata(description = "The status of the final response: to be sent, or received. 200 to 699", javaType = "Integer")
    public static final String RESPONSE_CODE = "CamelSipResponseCode";

    @Metadata(description = "The reason phrase of the final response", javaType = "String")
    public static final String RESPONSE_REASON = "CamelSipResponseReason";

    @Metadata(label = "consumer", description = "The content type of the body sent with the response; without it the response"
            + " has no body", javaType = "String")
    public static final String RESPONSE_CONTENT_TYPE = "CamelSipResponseContentType";

    /**
     * Prefix of exchange headers that stand for one header of the message: {@code CamelSipHeader.Retry-After} is written as
     * {@code Retry-After}; with the option {@code headers} those of received messages are copied in.
     */
    @Metadata(description = "Prefix: CamelSipHeader.Name stands for the SIP header Name", javaType = "String")
    public static final String HEADER_PREFIX = "CamelSipHeader.";

    private SipConstants() {
    }
}
