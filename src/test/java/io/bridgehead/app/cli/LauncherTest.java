package io.bridgehead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell script at the top of the repository, with a java that only prints how it was called. */
@Timeout(30)
class LauncherTest {

    @TempDir
    Path home;

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.copy(Path.of("bridgehead"), home.resolve("bridgehead"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        program("bin/java", "for a; do printf '<%s>' \"$a\"; done");
    }

    private void program(String path, String script) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void packaged() throws IOException {
        Files.createDirectories(home.resolve("target/quarkus-app"));
        Files.writeString(home.resolve("target/quarkus-app/quarkus-run.jar"), "");
    }

    private void compiled() throws IOException {
        Files.createDirectories(home.resolve("target/classes/io/bridgehead/app"));
        Files.writeString(home.resolve("target/launcher.classpath"), "a.jar:b.jar");
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", home.resolve("bridgehead").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output.replace(home.toString(), "HOME");
    }

    @Test
    void prefersTheNativeExecutable() throws Exception {
        packaged();
        program("target/bridgehead-1-runner", "echo native \"$@\"");
        assertThat(run("client", "a b")).isEqualTo("native client a b\n");
    }

    @Test
    void givesThePackagedProgramItsArgumentsUnharmed() throws Exception {
        packaged();
        assertThat(run("client", "a b", "", "x'y")).isEqualTo("<-XX:TieredStopAtLevel=1><-jar>"
                + "<HOME/target/quarkus-app/quarkus-run.jar><client><a b><><x'y>");
    }

    @Test
    void putsSettingsBeforeTheProgram() throws Exception {
        packaged();
        assertThat(run("-Da=1", "-Db=2", "serve")).isEqualTo("<-XX:TieredStopAtLevel=4><-Da=1><-Db=2><-jar>"
                + "<HOME/target/quarkus-app/quarkus-run.jar><serve>");
        assertThat(run("-Da=1")).endsWith("<-Da=1><-jar><HOME/target/quarkus-app/quarkus-run.jar>");
    }

    @Test
    void runsWhatNeedsNoServerFromCompiledClasses() throws Exception {
        String java = "<-XX:TieredStopAtLevel=1><-cp><HOME/target/classes:a.jar:b.jar><io.bridgehead.app.Main>";
        compiled();
        assertThat(run("client", "listen")).isEqualTo(java + "<client><listen>");
        assertThat(run("log", "c1")).isEqualTo(java + "<log><c1>");
        assertThat(run("account", "list")).isEqualTo(java + "<account><list>");
        assertThat(run("bridge", "check-file", "a.yaml")).isEqualTo(java + "<bridge><check-file><a.yaml>");
        assertThat(run("nonsense")).isEqualTo(java + "<nonsense>");
    }

    @Test
    void asksMavenForTheClassPathOnceAfterAChangeOfThePom() throws Exception {
        compiled();
        program("bin/mvn", "exit 0");
        Files.setLastModifiedTime(home.resolve("target/launcher.classpath"), FileTime.fromMillis(0));
        assertThat(run("client", "listen")).contains("asking Maven", "<client><listen>");
        assertThat(run("client", "listen")).doesNotContain("asking Maven").contains("<client><listen>");
    }

    @Test
    void saysWhatToBuild() throws Exception {
        assertThat(run("client")).contains("mvn quarkus:dev", "mvn package");
        compiled();
        assertThat(run()).contains("\"serve\" needs the packaged program", "mvn package");
        assertThat(run("serve")).contains("\"serve\" needs the packaged program", "mvn package");
        assertThat(run("bridge", "check", "acme")).contains("\"bridge\" needs the packaged program", "mvn package");
    }
}
