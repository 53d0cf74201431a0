package io.bridgehead.sip;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.bridgehead.sip.proxy.Forking;
import io.bridgehead.sip.proxy.ForwardOptions;

/** The options of one endpoint. */
@UriParams
public class SipConfiguration implements Cloneable {

    @UriParam(description = "Comma-separated names of SIP headers that are copied from received requests and responses, as"
            + " CamelSipHeader.Name")
    private String headers;
    @UriParam(defaultValue = "true", description = "On sip:server and sip:relay: whether what follows in the route may block. If"
            + " not, it runs on the thread that received the request or its answer and costs no hand-over to a worker; a step that"
            + " blocks all the same stops everybody's traffic")
    private boolean blocking = true;
    @UriParam(label = "producer", description = "On sip:relay: comma-separated names of SIP headers that are not forwarded")
    private String removeHeaders;
    @UriParam(label = "producer", defaultValue = "true", description = "On sip:relay: whether the responses go upstream; if not, the best one is only noted in"
            + " CamelSipResponseCode, and the route decides what is answered")
    private boolean respond = true;
    @UriParam(label = "producer", defaultValue = "Q", description = "On sip:relay: in which order several targets are tried: PARALLEL all at"
            + " once, SERIAL one after another, Q those of the highest preference at once, then those of the next")
    private Forking forking = Forking.Q;
    @UriParam(label = "producer", defaultValue = "20000", description = "On sip:relay: milliseconds after which the next targets are"
            + " tried if those before them have not answered; a call stops ringing there")
    private long patience = ForwardOptions.STANDARD_PATIENCE.toMillis();
    @UriParam(label = "consumer", description = "On a user agent: whether it registers and receives requests")
    private boolean register;
    @UriParam(label = "security", secret = true, description = "On a user agent: the user's password")
    private String password;
    @UriParam(label = "security", description = "On a user agent: the user name for authentication, if not that of the address")
    private String authUser;
    @UriParam(description = "On a user agent: the server to go through, as transport://host:port; by default the domain "
            + "over UDP")
    private String proxy;
    @UriParam(description = "On a user agent: the name shown to receivers")
    private String displayName;
    @UriParam(defaultValue = "600", description = "On a user agent: wanted life of the registration in seconds")
    private int expires = 600;
    @UriParam(defaultValue = "25", description = "On a user agent: seconds between signs of life on its connection; 0 for none")
    private int keepAlive = 25;
    @UriParam(label = "advanced", defaultValue = "1000", description = "On a user agent: milliseconds before the first new "
            + "attempt to register; doubles with each further one")
    private long retryMin = 1_000;
    @UriParam(label = "advanced", defaultValue = "60000", description = "On a user agent: longest pause in milliseconds "
            + "between attempts to register")
    private long retryMax = 60_000;
    @UriParam(label = "advanced", description = "On a user agent: the device's constant identity, urn:uuid:...; by default "
            + "a new one at each start")
    private String instance;
    @UriParam(label = "producer", defaultValue = "MESSAGE", description = "On a user agent: the method to send, if the "
            + "header CamelSipMethod does not say otherwise")
    private String method = "MESSAGE";
    @UriParam(label = "producer", description = "On a user agent: whom to send to, if the header CamelSipTo does not say "
            + "otherwise")
    private String to;
    @UriParam(label = "producer", defaultValue = "text/plain;charset=UTF-8", description = "On a user agent: content type "
            + "of the body, if the header CamelSipContentType does not say otherwise")
    private String contentType = "text/plain;charset=UTF-8";
    @UriParam(label = "producer", defaultValue = "true", description = "On a user agent: whether a final response other than 2xx fails the exchange with a"
            + " SipRequestFailedException")
    private boolean throwExceptionOnFailure = true;

    public SipConfiguration copy() {
        try {
            return (SipConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getHeaders() {
        return headers;
    }

    public void setHeaders(String headers) {
        this.headers = headers;
    }

    public boolean isBlocking() {
        return blocking;
    }

    public void setBlocking(boolean blocking) {
        this.blocking = blocking;
    }

    public String getRemoveHeaders() {
        return removeHeaders;
    }

    public void setRemoveHeaders(String removeHeaders) {
        this.removeHeaders = removeHeaders;
    }

    public boolean isRespond() {
        return respond;
    }

    public void setRespond(boolean respond) {
        this.respond = respond;
    }

    public Forking getForking() {
        return forking;
    }

    public void setForking(Forking forking) {
        this.forking = forking;
    }

    public long getPatience() {
        return patience;
    }

    public void setPatience(long patience) {
        this.patience = patience;
    }

    public boolean isRegister() {
        return register;
    }

    public void setRegister(boolean register) {
        this.register = register;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getAuthUser() {
        return authUser;
    }

    public void setAuthUser(String authUser) {
        this.authUser = authUser;
    }

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public int getExpires() {
        return expires;
    }

    public void setExpires(int expires) {
        this.expires = expires;
    }

    public int getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(int keepAlive) {
        this.keepAlive = keepAlive;
    }

    public long getRetryMin() {
        return retryMin;
    }

    public void setRetryMin(long retryMin) {
        this.retryMin = retryMin;
    }

    public long getRetryMax() {
        return retryMax;
    }

    public void setRetryMax(long retryMax) {
        this.retryMax = retryMax;
    }

    public String getInstance() {
        return instance;
    }

    public void setInstance(String instance) {
        this.instance = instance;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getContentType() {
        return contentType;
    }

    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }
}
