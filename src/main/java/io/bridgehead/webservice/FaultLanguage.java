package io.bridgehead.webservice;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * In the native executable CXF's loggers have lost the resource bundle whose language CXF asks for when it writes the reason
 * of a SOAP 1.2 fault. Our reasons are English wherever we run.
 */
@TargetClass(className = "org.apache.cxf.binding.soap.interceptor.Soap12FaultOutInterceptor", innerClass = "Soap12FaultOutInterceptorInternal")
final class FaultLanguage {

    private FaultLanguage() {
    }

    @Substitute
    private String getLangCode() {
        return "en";
    }
}
