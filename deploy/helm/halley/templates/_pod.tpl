{{/* The pod of a tier. Arguments: root, tier, values (of the tier). */}}
{{- define "halley.pod" -}}
{{- $root := .root -}}
{{- $values := .values -}}
{{- if le (int $values.graceSeconds) (add $values.preStopSeconds $values.drainSeconds | int) -}}
{{- fail (printf "%s.graceSeconds: %v (expected: more than preStopSeconds and drainSeconds together)" .tier $values.graceSeconds) -}}
{{- end -}}
metadata:
  labels:
    {{- include "halley.labels" . | nindent 4 }}
    {{- with $root.Values.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  annotations:
    # A changed configuration rolls the pods.
    checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    {{- with $root.Values.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.graceSeconds }}
  {{- with $root.Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets: {{ toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    seccompProfile: {type: RuntimeDefault}
  {{- include "halley.spread" . | nindent 2 }}
  containers:
    - name: {{ .tier }}
      image: {{ printf "%shalley-%s:%s" $root.Values.image.prefix .tier ($root.Values.image.tag | default $root.Chart.AppVersion) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: ["--config", "/etc/halley/halley.yaml"]
      ports:
        {{- include (printf "halley.ports.%s" .tier) . | nindent 8 }}
        - {name: management, containerPort: {{ include "halley.managementPort" .tier }}}
      env:
        {{- include "halley.env" . | nindent 8 }}
      envFrom:
        - secretRef: {name: {{ include "halley.secret" $root }}, optional: true}
      # Alive is the process; ready is whether it should get traffic. A Kafka that is away does not make
      # a node better by a restart.
      startupProbe:
        httpGet: {path: /livez, port: management}
        periodSeconds: 2
        failureThreshold: 30
      livenessProbe:
        httpGet: {path: /livez, port: management}
        periodSeconds: 10
        timeoutSeconds: 3
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /readyz, port: management}
        periodSeconds: 3
        timeoutSeconds: 2
        failureThreshold: 2
      {{- if gt (int $values.preStopSeconds) 0 }}
      # Until every proxy knows that the pod is going; then SIGTERM, and the node drains.
      lifecycle:
        preStop:
          exec: {command: ["sleep", {{ $values.preStopSeconds | quote }}]}
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: ["ALL"]}
      resources: {{ toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - {name: config, mountPath: /etc/halley, readOnly: true}
        # Native libraries are unpacked there.
        - {name: tmp, mountPath: /tmp}
  volumes:
    - name: config
      configMap: {name: {{ include "halley.name" $root }}}
    - name: tmp
      emptyDir: {}
{{- end }}

{{- define "halley.env" -}}
- name: HALLEY_NODE_NAME
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: HALLEY_NODE_ADVERTISED_HOST
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
- name: HOST_IP
  valueFrom: {fieldRef: {fieldPath: status.hostIP}}
- name: HALLEY_DISCOVERY_CONSUL_ADDRESS
  value: {{ .root.Values.consul.address | quote }}
- name: HALLEY_NODE_DRAIN_TIME
  value: {{ printf "%ds" (int .values.drainSeconds) }}
{{- if eq .tier "comet" }}
- name: HALLEY_COMET_DRAIN_WINDOW
  value: {{ printf "%ds" (int .values.drainWindowSeconds) }}
{{- end }}
{{- range $name, $value := .root.Values.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "halley.spread" -}}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ include "halley.selector" . | nindent 8 }}
affinity:
  podAntiAffinity:
    {{- if eq .root.Values.antiAffinity "hard" }}
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels: {{ include "halley.selector" . | nindent 12 }}
    {{- else }}
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels: {{ include "halley.selector" . | nindent 14 }}
    {{- end }}
{{- end }}

{{- define "halley.ports.comet" -}}
- {name: tcp, containerPort: 3101}
- {name: ws, containerPort: 3102}
- {name: grpc, containerPort: 3109}
{{- end }}

{{- define "halley.ports.logic" -}}
- {name: rest, containerPort: 3111}
- {name: grpc, containerPort: 3119}
{{- end }}

{{- define "halley.ports.job" -}}
{{- end }}
