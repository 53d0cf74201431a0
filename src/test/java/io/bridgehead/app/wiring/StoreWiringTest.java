package io.bridgehead.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.store.StoreException;

@DisabledOnOs(OS.WINDOWS)
class StoreWiringTest {

    @TempDir
    Path directory;

    @Test
    void makesANewDataDirectoryForItsOwnerOnly() throws IOException {
        Path data = directory.resolve("a/data");

        StoreWiring.createDirectory(data);

        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @Test
    void leavesADirectoryOfTheOperatorsAsItIs() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        StoreWiring.createDirectory(data);

        assertThat(permissions(data)).isEqualTo("rwxr-x---");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path data = Files.createFile(directory.resolve("file")).resolve("data");

        assertThatThrownBy(() -> StoreWiring.createDirectory(data)).isInstanceOf(StoreException.class)
                .hasMessage("Cannot make the folder " + data);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
