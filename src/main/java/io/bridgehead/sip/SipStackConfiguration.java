package io.bridgehead.sip;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What the one SIP stack of a component listens on and whom it trusts. */
@UriParams
public class SipStackConfiguration extends SipLimitsConfiguration implements Cloneable {

    @UriParam(description = "Comma-separated addresses to listen on, as transport://address:port with the transports udp, tcp, tls,"
            + " ws and wss; port 0 takes a free one. Without listeners only outbound connections are made.")
    private String listeners;
    @UriParam(description = "Host name that Via, Contact and Record-Route show instead of the local address")
    private String advertisedHost;
    @UriParam(label = "security", defaultValue = "same-origin", description = "Comma-separated origins of web pages that may open a"
            + " WebSocket, as https://host or https://host:port; same-origin admits pages from the address the WebSocket goes to, *"
            + " any page. Programs that are no browser name no origin and are always admitted.")
    private String allowedOrigins = "same-origin";
    @UriParam(label = "security", description = "PEM file with the certificate chain of tls and wss listeners, shown"
            + " also to servers that ask for one. Read again when it changes.")
    private String tlsCertificate;
    @UriParam(label = "security", description = "PEM file with the private key of the certificate, PKCS#8 and not"
            + " encrypted. Read again when it changes.")
    private String tlsKey;
    @UriParam(label = "security", description = "PEM file with the authorities that TLS connections trust, for servers and"
            + " for clients that show a certificate; by default those of the runtime. Read again when it changes.")
    private String tlsTrust;
    @UriParam(label = "security", defaultValue = "none", enums = "none,optional,required", description = "Whether tls and wss listeners"
            + " ask clients for a certificate: none, optional or required")
    private String tlsClientCertificates = "none";
    @UriParam(label = "security", description = "Comma-separated names of headers taken from requests within calls, which pass"
            + " by our Record-Route without authentication")
    private String removeInDialog;
    @UriParam(label = "advanced", description = "Comma-separated name servers as address or address:port; by default those of the"
            + " operating system")
    private String nameServers;
    @UriParam(label = "security", description = "Comma-separated networks (192.0.2.0/24) of servers that sip:relay may go to by"
            + " address; empty for any. Devices are reached by their connections, whatever stands here")
    private String allowedNetworks;
    @UriParam(label = "security", description = "Comma-separated networks of servers that sip:relay never goes to by address")
    private String deniedNetworks;
    @UriParam(label = "advanced", defaultValue = "16", description = "Threads that run the routes of received requests")
    private int workerThreads = 16;
    @UriParam(label = "security", description = "Comma-separated addresses and networks to which the limits of one address do not"
            + " apply, such as a proxy in front of many users: 192.0.2.7,2001:db8::/32")
    private String trustedAddresses;
    @UriParam(label = "security", defaultValue = "true", description = "Whether an address gets no more bytes of answers over UDP than it"
            + " has sent until it has shown that it receives them, so that nobody floods others through us")
    private boolean udpCredit = true;

    public SipStackConfiguration copy() {
        try {
            return (SipStackConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getListeners() {
        return listeners;
    }

    public void setListeners(String listeners) {
        this.listeners = listeners;
    }

    public String getAdvertisedHost() {
        return advertisedHost;
    }

    public void setAdvertisedHost(String advertisedHost) {
        this.advertisedHost = advertisedHost;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    public String getTlsCertificate() {
        return tlsCertificate;
    }

    public void setTlsCertificate(String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public String getTlsKey() {
        return tlsKey;
    }

    public void setTlsKey(String tlsKey) {
        this.tlsKey = tlsKey;
    }

    public String getTlsTrust() {
        return tlsTrust;
    }

    public void setTlsTrust(String tlsTrust) {
        this.tlsTrust = tlsTrust;
    }

    public String getTlsClientCertificates() {
        return tlsClientCertificates;
    }

    public void setTlsClientCertificates(String tlsClientCertificates) {
        this.tlsClientCertificates = tlsClientCertificates;
    }

    public String getRemoveInDialog() {
        return removeInDialog;
    }

    public void setRemoveInDialog(String removeInDialog) {
        this.removeInDialog = removeInDialog;
    }

    public String getNameServers() {
        return nameServers;
    }

    public void setNameServers(String nameServers) {
        this.nameServers = nameServers;
    }

    public String getAllowedNetworks() {
        return allowedNetworks;
    }

    public void setAllowedNetworks(String allowedNetworks) {
        this.allowedNetworks = allowedNetworks;
    }

    public String getDeniedNetworks() {
        return deniedNetworks;
    }

    public void setDeniedNetworks(String deniedNetworks) {
        this.deniedNetworks = deniedNetworks;
    }

    public int getWorkerThreads() {
        return workerThreads;
    }

    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = workerThreads;
    }

    public String getTrustedAddresses() {
        return trustedAddresses;
    }

    public void setTrustedAddresses(String trustedAddresses) {
        this.trustedAddresses = trustedAddresses;
    }

    public boolean isUdpCredit() {
        return udpCredit;
    }

    public void setUdpCredit(boolean udpCredit) {
        this.udpCredit = udpCredit;
    }
}
