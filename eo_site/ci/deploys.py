"""How a build comes to each host from a workflow: steps for GitHub, commands for GitLab, and what they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from eo_site.model.host import HostName

PYTHON = "python:3.13"
NODE = "nikolaik/python-nodejs:python3.13-nodejs22"
"""Python and npm in one image, for hosts whose programs are written for Node."""

_SAVE = """\
- name: Keep what was deployed
  if: steps.remember.outcome == 'success'
  uses: actions/cache/save@v5
  with:
    path: .eo-site-deployed
    key: eo-site-deployed-${{ github.run_id }}-${{ github.run_attempt }}
"""


@dataclass(frozen=True)
class Deploy:
    """One host's part of a workflow."""

    github: str
    """Steps, run if an edition changed."""
    gitlab: str
    """Lines of shell, run if an edition changed."""
    needs: tuple[str, ...] = ()
    """Secrets or variables of the repository that are to be set."""
    image: str = PYTHON
    """In which GitLab runs it."""
    save: str = _SAVE
    """Steps after what was deployed is written down."""
    outputs: str = ""
    job: str = ""
    """A job of its own, where the host wants one."""


def _steps(command: str, needs: tuple[str, ...]) -> str:
    """A step with the secrets and variables that its command reads."""
    named = "".join(f"    {name}: ${{{{ {_kind(name)}.{name} }}}}\n" for name in needs)
    lines = "".join(f"    {line}\n" if line else "\n" for line in command.splitlines())
    return (
        "- name: Deploy\n"
        "  if: steps.changed.outputs.any == 'yes'\n"
        f"  env:\n    CHANGED: ${{{{ runner.temp }}}}/changed\n{named}"
        f"  run: |\n{lines}"
    )


def _kind(name: str) -> str:
    """Where GitHub keeps a setting: what opens doors is a secret, addresses and names are variables."""
    return "secrets" if name.endswith(("_KEY", "_KEY_ID", "_TOKEN")) else "vars"


def _run(command: str, *needs: str, image: str = PYTHON, first: str = "") -> Deploy:
    """A host that a command deploys to."""
    return Deploy(_steps(command, needs), first + command, needs, image)


_RSYNC = """\
# DEPLOY_TO is a folder of the server, deploy@server.example:/srv/orders, which already exists.
# DEPLOY_KEY is a private key that may write there; DEPLOY_KNOWN_HOSTS what `ssh-keyscan` says of the server.
mkdir -p ~/.ssh && chmod 700 ~/.ssh
(umask 077 && printf '%s\\n' "$DEPLOY_KEY" > ~/.ssh/eo-site)
printf '%s\\n' "$DEPLOY_KNOWN_HOSTS" >> ~/.ssh/known_hosts
export RSYNC_RSH="ssh -i $HOME/.ssh/eo-site"
send="rsync --recursive --checksum --compress --delay-updates"
for each in @P@build/*/manifest.json; do
  basename "$(dirname "$each")" | sed 's|.*|/&/|'
done > "$CHANGED.editions"
while read -r edition; do
  if [ "$edition" = . ]; then
    $send --exclude-from="$CHANGED.editions" @P@build/ "$DEPLOY_TO/" < /dev/null
  elif [ -d "@P@build/$edition" ]; then
    $send --delete-after "@P@build/$edition/" "$DEPLOY_TO/$edition/" < /dev/null
  else # an audience that is no more: its folder is emptied
    mkdir -p "$CHANGED.empty"
    $send --delete-after "$CHANGED.empty/" "$DEPLOY_TO/$edition/" < /dev/null
  fi
done < "$CHANGED"
"""
_SERVER = _run(
    _RSYNC,
    "DEPLOY_TO",
    "DEPLOY_KEY",
    "DEPLOY_KNOWN_HOSTS",
    first="apt-get update -qq && apt-get install -y -qq rsync openssh-client > /dev/null\n",
)
_PAGES = """\
- name: Pages for GitHub
  if: steps.changed.outputs.any == 'yes'
  uses: actions/upload-pages-artifact@v4
  with:
    path: @P@build
    include-hidden-files: true
"""
_PAGES_OUTPUTS = """\
outputs:
  any: ${{ steps.changed.outputs.any }}
  state: ${{ steps.remember.outputs.state }}
"""
_PAGES_JOB = """\

  deploy:
    needs: site
    if: ${{ !cancelled() && needs.site.outputs.any == 'yes' && needs.site.result == 'success' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - name: Deploy
        id: deployment
        uses: actions/deploy-pages@v4
      - name: Remember what was deployed
        env:
          STATE: ${{ needs.site.outputs.state }}
        run: printf '%s\\n' "$STATE" > .eo-site-deployed
      - name: Keep what was deployed
        uses: actions/cache/save@v5
        with:
          path: .eo-site-deployed
          key: eo-site-deployed-${{ github.run_id }}-${{ github.run_attempt }}
"""

DEPLOYS: Mapping[HostName, Deploy | None] = {
    "nginx": _SERVER,
    "caddy": _SERVER,
    "apache": _SERVER,
    "plain": None,
    "netlify": _run(
        # Netlify looks for edge functions where it is called.
        'cd "./@P@" && npx --yes netlify-cli@23 deploy --prod --no-build --dir build --site "$NETLIFY_SITE"',
        "NETLIFY_SITE",
        "NETLIFY_AUTH_TOKEN",
        image=NODE,
    ),
    "cloudflare-pages": _run(
        'npx --yes wrangler@4 pages deploy @P@build --project-name "$CLOUDFLARE_PROJECT" --branch "@BRANCH@"',
        "CLOUDFLARE_PROJECT",
        "CLOUDFLARE_ACCOUNT_ID",
        "CLOUDFLARE_API_TOKEN",
        image=NODE,
    ),
    "azure-static-web-apps": _run(
        "npx --yes @azure/static-web-apps-cli@2 deploy @P@build --env production --no-use-keychain",
        "SWA_CLI_DEPLOYMENT_TOKEN",
        image=NODE,
    ),
    "github-pages": Deploy(_PAGES, "", outputs=_PAGES_OUTPUTS, save="", job=_PAGES_JOB),
    "s3-cloudfront": _run(
        'sh @P@host/upload.sh @P@build "$S3_BUCKET"',
        "S3_BUCKET",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        first="python -m pip install --quiet awscli\n",
    ),
}
"""None: nobody can say how."""
