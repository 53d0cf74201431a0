package io.bridgehead.webservice;

import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapVersion;

/** A request to a web service is refused before anybody has looked at who sent it. */
public class RequestRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final SoapVersion version;
    private final transient SoapFault fault;

    RequestRefusedException(String service, SoapVersion version, SoapFault fault) {
        super(fault.code());
        this.service = service;
        this.version = version;
        this.fault = fault;
    }

    /** The target namespace of the service's WSDL. */
    String service() {
        return service;
    }

    /** In which the refusal is to be told. */
    SoapVersion version() {
        return version;
    }

    SoapFault fault() {
        return fault;
    }
}
