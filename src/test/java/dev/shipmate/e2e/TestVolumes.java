package dev.shipmate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/// Volumes of a storage class of their own, in folders of the node that every user may write to, as minikube's are. The
/// node must be this machine.
final class TestVolumes implements AutoCloseable {
    /// The storage class that claims ask for.
    static final String CLASS = "e2e";

    private static final Path FOLDERS = Path.of("/var/lib/lab-pv");
    private final String name;
    private final int count;
    private final Kubectl kubectl = new Kubectl("default");

    /// @param name what the volumes' names begin with; those of an earlier run are replaced
    TestVolumes(String name, int count) {
        this.name = name;
        this.count = count;
        remove();
        kubectl.apply("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: kubernetes.io/no-provisioner
                volumeBindingMode: WaitForFirstConsumer
                """.formatted(CLASS));
        for (int number = 1; number <= count; number++) {
            kubectl.apply(volume(number, folder(number)));
        }
    }

    private Path folder(int number) {
        Path folder = FOLDERS.resolve(name + "-" + number);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String volume(int number, Path folder) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s-%d}
                spec:
                  storageClassName: %s
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  persistentVolumeReclaimPolicy: Retain
                  hostPath: {path: %s, type: Directory}
                """.formatted(name, number, CLASS, folder);
    }

    private void remove() {
        for (int number = 1; number <= count; number++) {
            String volume = name + "-" + number;
            kubectl.call("delete", "pv", volume, "--ignore-not-found", "--wait=false");
            // One that is still bound would wait for its claim, which goes with its namespace.
            boolean _ = kubectl.succeeds(
                    "patch", "pv", volume, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
            empty(FOLDERS.resolve(volume));
        }
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        remove();
        kubectl.call("delete", "storageclass", CLASS, "--ignore-not-found");
    }
}
