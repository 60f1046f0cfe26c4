{{/* What the schema cannot say: rules about two values at once, and rules whose breach needs a reason. */}}
{{- define "todo.validate" -}}
{{- include "todo.validateKubernetes" . -}}
{{- include "todo.validateDatabase" . -}}
{{- include "todo.validateNames" . -}}
{{- range $component := list "frontend" "backend" -}}
{{- include "todo.validateScaling" (list $ $component) -}}
{{- include "todo.validateExtraEnv" (list $ $component) -}}
{{- end -}}
{{- if not .Values.existingSecret -}}
{{- include "todo.validateLiveSecret" . -}}
{{- end -}}
{{- end -}}

{{/*
Not kubeVersion in Chart.yaml: a Helm that was built from its Go module takes 1.20.0 for the version where it asks no
cluster, and could then neither lint nor render this chart.
*/}}
{{- define "todo.validateKubernetes" -}}
{{- $kubernetes := .Capabilities.KubeVersion.Version -}}
{{- if and (semverCompare "<1.30.0-0" $kubernetes) (ne $kubernetes "v1.20.0") -}}
{{- fail (printf "Kubernetes is %s, but this chart needs 1.30 or newer: its pods sleep before they stop, so that no request is lost." $kubernetes) -}}
{{- end -}}
{{- end -}}

{{- define "todo.validateDatabase" -}}
{{- $database := .Values.database -}}
{{- if .Values.postgresql.enabled -}}
{{- if $database.host -}}
{{- fail (printf "database.host is %q, but the chart runs its own PostgreSQL. Set postgresql.enabled to false to use the external one, or leave database.host empty." $database.host) -}}
{{- end -}}
{{- if ne (int $database.port) 5432 -}}
{{- fail (printf "database.port is %d, but the chart's own PostgreSQL listens on 5432. Leave it at 5432, or use an external database." (int $database.port)) -}}
{{- end -}}
{{- if ne $database.sslMode "disable" -}}
{{- fail (printf "database.sslMode is %q, but the chart's own PostgreSQL speaks no TLS. Leave it at \"disable\", or use an external database." $database.sslMode) -}}
{{- end -}}
{{- else -}}
{{- if not .Values.existingSecret -}}
{{- fail "postgresql.enabled is false, but existingSecret is empty. The password of an external database comes from a Secret that you create: name it in existingSecret. README.md shows its keys." -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.databasePeers) -}}
{{- fail "postgresql.enabled is false, but networkPolicy.databasePeers is empty, so that no pod could reach the database. Name it, such as [{ipBlock: {cidr: 10.1.2.3/32}}], or set networkPolicy.enabled to false." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "todo.validateNames" -}}
{{- range $component := list "frontend" "backend" "postgresql" -}}
{{- if eq ((get $.Values $component).image.tag | default "") "latest" -}}
{{- fail (printf "%s.image.tag is \"latest\", which means another image tomorrow, and no way back. Name a fixed tag." $component) -}}
{{- end -}}
{{- include "todo.validateLabels" (list (printf "%s.podLabels" $component) (get $.Values $component).podLabels) -}}
{{- end -}}
{{- include "todo.validateLabels" (list "commonLabels" .Values.commonLabels) -}}
{{- end -}}

{{/* Takes (list "commonLabels" labels). */}}
{{- define "todo.validateLabels" -}}
{{- range $label, $_ := last . -}}
{{- if regexMatch "^(app\\.kubernetes\\.io|helm\\.sh)/" $label -}}
{{- fail (printf "%s has %s, which the chart sets itself: selectors and Helm rely on it. Take another name." (first $) $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Takes (list $ "frontend"). */}}
{{- define "todo.validateScaling" -}}
{{- $scaling := (get (first .).Values (last .)).autoscaling -}}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- fail (printf "%s.autoscaling.minReplicas is %d, more than maxReplicas, %d. Lower the first or raise the second." (last .) (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- end -}}
{{- end -}}

{{/* Takes (list $ "frontend"). */}}
{{- define "todo.validateExtraEnv" -}}
{{- range $name, $_ := (get (first .).Values (last .)).extraEnv -}}
{{- if regexMatch "(?i)^DB_|SECRET|PASSWORD|TOKEN|API_?KEY|PRIVATE" $name -}}
{{- fail (printf "%s.extraEnv has %s, which looks like a secret or a setting of the database. Values are stored readably in the release and in a ConfigMap: keep it in the Secret." (last $) $name) -}}
{{- end -}}
{{- if has $name (list "APP_URL" "BACKEND_URL" "JWKS_URL" "LOG_LEVEL" "PORT" "HOSTNAME" "NEXT_TELEMETRY_DISABLED") -}}
{{- fail (printf "%s.extraEnv has %s, which the chart sets itself. Leave it out; some have a value of their own, such as appUrl and logLevel." (last $) $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A volume keeps the user and the name of its first start. */}}
{{- define "todo.validateLiveSecret" -}}
{{- $live := (include "todo.liveSecret" . | fromJson).data | default dict -}}
{{- range $setting, $value := pick .Values.database "user" "name" -}}
{{- $created := get $live (printf "db_%s" $setting) | b64dec -}}
{{- if and $created (ne $created $value) -}}
{{- fail (printf "database.%s is %q, but the volume of this release was created with %q. Leave it as it was." $setting $value $created) -}}
{{- end -}}
{{- end -}}
{{- end -}}
