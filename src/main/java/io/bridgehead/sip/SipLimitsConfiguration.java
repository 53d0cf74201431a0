package io.bridgehead.sip;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How much peers may use up, and for how long what is waited for. */
@UriParams
public abstract class SipLimitsConfiguration {

    @UriParam(label = "advanced", defaultValue = "2000", description = "Milliseconds to wait for an answer of a name server")
    private long dnsTimeout = 2_000;
    @UriParam(label = "advanced", defaultValue = "10000", description = "Requests being worked on at the same time; those "
            + "above it are answered 503")
    private int maxInflight = 10_000;
    @UriParam(label = "advanced", defaultValue = "67108864", description = "Bytes of requests being worked on at the same time;"
            + " requests above it are answered 503")
    private long maxInflightBytes = 64L << 20;
    @UriParam(label = "advanced", defaultValue = "67108864", description = "Bytes held of messages whose end has not come, over all"
            + " connections; the connection that goes over it is closed")
    private long maxPartialBytes = 64L << 20;
    @UriParam(label = "advanced", defaultValue = "1000", description = "Requests of one consumer that wait for this process at "
            + "the same time, and not for a peer's answer; those above it are answered 503. At the rate that can be served this "
            + "is the longest wait")
    private int maxBacklog = 1_000;
    @UriParam(label = "advanced", defaultValue = "65535", description = "Largest message in bytes")
    private int maxMessageBytes = 65_535;
    @UriParam(label = "advanced", defaultValue = "8192", description = "Largest start line and header section in bytes")
    private int maxHeaderBytes = 8_192;
    @UriParam(label = "advanced", defaultValue = "64", description = "Most header lines of a message")
    private int maxHeaders = 64;
    @UriParam(label = "advanced", defaultValue = "1300", description = "Largest request over UDP in bytes; larger ones are "
            + "refused with 513")
    private int maxUdpRequestBytes = 1_300;
    @UriParam(label = "advanced", defaultValue = "20000", description = "Most accepted connections")
    private int maxConnections = 20_000;
    @UriParam(label = "advanced", defaultValue = "200", description = "Most accepted connections of one IP address, of"
            + " IPv6 of one network of 64 bits")
    private int maxConnectionsPerAddress = 200;
    @UriParam(label = "advanced", defaultValue = "200", description = "Most requests a second of one IP address in the long run; 0 for"
            + " any number. Above it nothing is heard over UDP, and a connection is read more slowly and then answered 503.")
    private int maxRequestsPerSecond = 200;
    @UriParam(label = "advanced", defaultValue = "2000", description = "Requests one IP address may send at once before the limit a"
            + " second counts")
    private int requestBurst = 2_000;
    @UriParam(label = "advanced", defaultValue = "400000", description = "Most server transactions; those above it get 503")
    private int maxTransactions = 400_000;
    @UriParam(label = "advanced", defaultValue = "5000", description = "Milliseconds from accepting a connection to its "
            + "first whole request")
    private long firstRequestTimeout = 5_000;
    @UriParam(label = "advanced", defaultValue = "10000", description = "Milliseconds from the first to the last byte of a message")
    private long partialMessageTimeout = 10_000;
    @UriParam(label = "advanced", defaultValue = "30000", description = "Milliseconds of silence after which a WebSocket connection is"
            + " sent a ping; it is closed when it stays silent three times as long again. 0 for no pings.")
    private long webSocketPing = 30_000;
    @UriParam(label = "advanced", defaultValue = "900000", description = "Milliseconds after which a silent connection is "
            + "closed")
    private long idleTimeout = 900_000;
    @UriParam(label = "advanced", defaultValue = "4000", description = "Milliseconds to open an outbound connection")
    private long connectTimeout = 4_000;
    @UriParam(label = "advanced", defaultValue = "500", description = "RFC 3261 timer T1 in milliseconds: estimated round trip")
    private long timerT1 = 500;
    @UriParam(label = "advanced", defaultValue = "4000", description = "RFC 3261 timer T2 in milliseconds: longest pause "
            + "between retransmissions")
    private long timerT2 = 4_000;
    @UriParam(label = "advanced", defaultValue = "5000", description = "RFC 3261 timer T4 in milliseconds: longest life of "
            + "a message in the network")
    private long timerT4 = 5_000;
    @UriParam(label = "advanced", defaultValue = "180000", description = "RFC 3261 timer C in milliseconds: how long a call may ring"
            + " without a sign of life before it is cancelled")
    private long timerC = 180_000;

    public long getDnsTimeout() {
        return dnsTimeout;
    }

    public void setDnsTimeout(long dnsTimeout) {
        this.dnsTimeout = dnsTimeout;
    }

    public int getMaxInflight() {
        return maxInflight;
    }

    public void setMaxInflight(int maxInflight) {
        this.maxInflight = maxInflight;
    }

    public long getMaxInflightBytes() {
        return maxInflightBytes;
    }

    public void setMaxInflightBytes(long maxInflightBytes) {
        this.maxInflightBytes = maxInflightBytes;
    }

    public long getMaxPartialBytes() {
        return maxPartialBytes;
    }

    public void setMaxPartialBytes(long maxPartialBytes) {
        this.maxPartialBytes = maxPartialBytes;
    }

    public int getMaxBacklog() {
        return maxBacklog;
    }

    public void setMaxBacklog(int maxBacklog) {
        this.maxBacklog = maxBacklog;
    }

    public int getMaxMessageBytes() {
        return maxMessageBytes;
    }

    public void setMaxMessageBytes(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    public int getMaxHeaderBytes() {
        return maxHeaderBytes;
    }

    public void setMaxHeaderBytes(int maxHeaderBytes) {
        this.maxHeaderBytes = maxHeaderBytes;
    }

    public int getMaxHeaders() {
        return maxHeaders;
    }

    public void setMaxHeaders(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    public int getMaxUdpRequestBytes() {
        return maxUdpRequestBytes;
    }

    public void setMaxUdpRequestBytes(int maxUdpRequestBytes) {
        this.maxUdpRequestBytes = maxUdpRequestBytes;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMaxConnectionsPerAddress() {
        return maxConnectionsPerAddress;
    }

    public void setMaxConnectionsPerAddress(int maxConnectionsPerAddress) {
        this.maxConnectionsPerAddress = maxConnectionsPerAddress;
    }

    public int getMaxRequestsPerSecond() {
        return maxRequestsPerSecond;
    }

    public void setMaxRequestsPerSecond(int maxRequestsPerSecond) {
        this.maxRequestsPerSecond = maxRequestsPerSecond;
    }

    public int getRequestBurst() {
        return requestBurst;
    }

    public void setRequestBurst(int requestBurst) {
        this.requestBurst = requestBurst;
    }

    public int getMaxTransactions() {
        return maxTransactions;
    }

    public void setMaxTransactions(int maxTransactions) {
        this.maxTransactions = maxTransactions;
    }

    public long getFirstRequestTimeout() {
        return firstRequestTimeout;
    }

    public void setFirstRequestTimeout(long firstRequestTimeout) {
        this.firstRequestTimeout = firstRequestTimeout;
    }

    public long getPartialMessageTimeout() {
        return partialMessageTimeout;
    }

    public void setPartialMessageTimeout(long partialMessageTimeout) {
        this.partialMessageTimeout = partialMessageTimeout;
    }

    public long getWebSocketPing() {
        return webSocketPing;
    }

    public void setWebSocketPing(long webSocketPing) {
        this.webSocketPing = webSocketPing;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getTimerT1() {
        return timerT1;
    }

    public void setTimerT1(long timerT1) {
        this.timerT1 = timerT1;
    }

    public long getTimerT2() {
        return timerT2;
    }

    public void setTimerT2(long timerT2) {
        this.timerT2 = timerT2;
    }

    public long getTimerT4() {
        return timerT4;
    }

    public void setTimerT4(long timerT4) {
        this.timerT4 = timerT4;
    }

    public long getTimerC() {
        return timerC;
    }

    public void setTimerC(long timerC) {
        this.timerC = timerC;
    }
}
