{{- define "halley.name" -}}
{{- if contains "halley" .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-halley" .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* Arguments: root, tier. */}}
{{- define "halley.selector" -}}
app.kubernetes.io/name: halley
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .tier }}
{{- end }}

{{- define "halley.labels" -}}
{{ include "halley.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "halley.secret" -}}
{{ .Values.secret.existing | default (include "halley.name" .) }}
{{- end }}

{{- define "halley.managementPort" -}}
{{ dict "comet" 3108 "logic" 3118 "job" 3128 | dig . 0 }}
{{- end }}
