# rclone and lftp set up for one place each, as their manuals advise: encrypted as we are, as many transfers at once, nothing asked twice.
import os, subprocess


def rclone(kind, server, folder, connections, work):
    """Command and environment that make `folder` there what SOURCE is; the last word but one is the source's."""
    note = lambda name, text: write(os.path.join(work, "%s-%s" % (kind, name)), text)
    if kind == "sftp":
        known = note("known-hosts", "[127.0.0.1]:%d %s\n" % (server.port, server.key()))
        # Its sums of what arrived run a program there for each file: without them, as we do.
        settings = {"TYPE": "sftp", "HOST": "127.0.0.1", "PORT": server.port, "USER": server.account, "KEY_FILE": server.path("user"),
                    "KNOWN_HOSTS_FILE": known, "DISABLE_HASHCHECK": "true"}
    elif kind == "webdav":
        settings = {"TYPE": "webdav", "URL": "https://127.0.0.1:%d/dav" % server.port, "VENDOR": "other", "USER": server.account,
                    "PASS": obscured(server.password)}
    elif kind == "ftps":  # With TLS 1.3 it cannot go on with the session of the commands; what it has sent must be listed: .htaccess.
        settings = {"TYPE": "ftp", "HOST": "127.0.0.1", "PORT": server.port, "USER": server.user, "PASS": obscured(server.password),
                    "EXPLICIT_TLS": "true", "DISABLE_TLS13": "true", "FORCE_LIST_HIDDEN": "true"}
    else:
        settings = {"TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": server.host, "REGION": "us-east-1", "ACCESS_KEY_ID": server.user,
                    "SECRET_ACCESS_KEY": server.password, "FORCE_PATH_STYLE": "true", "NO_CHECK_BUCKET": "true"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "RCLONE_"))}
    environment.update({"RCLONE_CONFIG": note("rclone.conf", ""), "HOME": work})
    environment.update({"RCLONE_CONFIG_NOI_" + key: str(value) for key, value in settings.items()})
    authority = {"webdav": lambda: server.path("ca.pem"), "ftps": lambda: server.authority}.get(kind)
    if authority:
        environment["SSL_CERT_FILE"] = authority()
    count = str(connections)
    command = ["rclone", "sync", "--quiet", "--retries", "1", "--transfers", count, "--checkers", count, "--exclude", ".minhbach/**"]
    # WebDAV knows no times of ours: what has the same size would be taken for the same. Only what is older there is sent.
    if kind == "webdav":
        command += ["--update", "--use-server-modtime"]
    return lambda source: (command + [source, "noi:" + folder], environment)


def lftp(kind, server, folder, connections, work):
    lines = ["set cmd:fail-exit yes", "set net:max-retries 2", "set net:timeout 60", "set net:persist-retries 0"]
    if kind == "sftp":
        known = write(os.path.join(work, "lftp-known-hosts"), "[127.0.0.1]:%d %s\n" % (server.port, server.key()))
        lines += ['set sftp:connect-program "ssh -a -x -i %s -o UserKnownHostsFile=%s -o StrictHostKeyChecking=yes -o BatchMode=yes"' % (
            server.path("user"), known), "open -u %s, -p %d sftp://127.0.0.1" % (server.account, server.port)]
    else:
        lines += ["set ftp:ssl-force true", "set ftp:ssl-protect-data true", "set ssl:ca-file %s" % server.authority,
                  "open -u %s,%s -p %d ftp://127.0.0.1" % (server.user, server.password, server.port)]
    def command(source):
        script = [*lines, "mirror -R --only-newer --delete --no-perms --parallel=%d -x ^\\.minhbach/ %s %s" % (connections, source, folder), "exit"]
        return ["lftp", "-f", write(os.path.join(work, "lftp-script"), "\n".join(script) + "\n")], {**os.environ, "HOME": work}
    return command


def obscured(password):
    return subprocess.run(["rclone", "obscure", "-"], input=password, capture_output=True, text=True, check=True).stdout.strip()


def write(path, text):
    with open(path, "w") as out:
        out.write(text)
    return path
