{{/* What the schema cannot say: values that contradict each other, and another release in the way. */}}

{{- define "atrium.checks" -}}
{{- include "atrium.checkHosts" . -}}
{{- include "atrium.checkExternal" . -}}
{{- include "atrium.checkNamespaces" . -}}
{{- if .Values.conflictCheck }}{{ include "atrium.checkOthers" . }}{{ end -}}
{{- end }}

{{- define "atrium.checkHosts" -}}
{{- $v := .Values -}}
{{- range list (list "ideDomain" $v.ideDomain "appDomain" $v.appDomain) (list "ideDomain" $v.ideDomain "hub.host" $v.hub.host) (list "appDomain" $v.appDomain "hub.host" $v.hub.host) -}}
{{- $one := index . 1 }}{{ $other := index . 3 -}}
{{- if or (eq $one $other) (hasSuffix (print "." $one) $other) (hasSuffix (print "." $other) $one) -}}
{{- fail (printf "%s (%s) and %s (%s) must be different and neither below the other: cookies would be shared." (index . 0) $one (index . 2) $other) -}}
{{- end -}}
{{- end -}}
{{- if and $v.tls.secretName (ne $v.scheme "https") -}}
{{- fail "tls.secretName needs scheme: https." -}}
{{- end -}}
{{- end }}

{{- define "atrium.checkExternal" -}}
{{- $pg := .Values.postgresql -}}
{{- if $pg.bundled -}}
{{- if $pg.url }}{{ fail "postgresql.url is for a server of yours: set postgresql.bundled: false." }}{{ end -}}
{{- else -}}
{{- if not $pg.url }}{{ fail "postgresql.url is needed when postgresql.bundled is false, such as jdbc:postgresql://db.example.com:5432/atrium." }}{{ end -}}
{{- if not $pg.existingSecret }}{{ fail "postgresql.existingSecret is needed when postgresql.bundled is false: a Secret with the keys username and password." }}{{ end -}}
{{- end -}}
{{- $s3 := .Values.s3 -}}
{{- if $s3.bundled -}}
{{- if $s3.endpoint }}{{ fail "s3.endpoint is for an S3 of yours: set s3.bundled: false." }}{{ end -}}
{{- else -}}
{{- if not $s3.endpoint }}{{ fail "s3.endpoint is needed when s3.bundled is false, such as https://s3.eu-central-1.amazonaws.com." }}{{ end -}}
{{- if not $s3.existingSecret }}{{ fail "s3.existingSecret is needed when s3.bundled is false: a Secret with the keys access-key and secret-key." }}{{ end -}}
{{- end -}}
{{- end }}

{{- define "atrium.checkNamespaces" -}}
{{- $repls := include "atrium.replNamespace" . -}}
{{- if and .Values.watchNamespaces (not (has $repls .Values.watchNamespaces)) -}}
{{- fail (printf "watchNamespaces must name %s too, where Repls go that are made on the home page (replNamespace.name)." $repls) -}}
{{- end -}}
{{- if and (eq $repls .Release.Namespace) .Values.replNamespace.create -}}
{{- fail "replNamespace.name is the release's own namespace: set replNamespace.create: false." -}}
{{- end -}}
{{- end }}

{{/* Finds what another release owns of a kind: watching rights and hub hosts. `lookup` finds nothing in `helm template`. */}}
{{- define "atrium.checkOthers" -}}
{{- $own := printf "%s/%s" .Release.Namespace .Release.Name -}}
{{- $names := default (list "every namespace") .Values.watchNamespaces -}}
{{- $rbac := "rbac.authorization.k8s.io/v1" -}}
{{- $found := list -}}
{{- range $kind := list "ClusterRole" "Role" -}}
{{- range (lookup $rbac $kind "" "").items -}}
{{- if eq .metadata.name "atrium-operator" -}}
{{- $where := default "every namespace" .metadata.namespace -}}
{{- if or (eq $where "every namespace") (not $.Values.watchNamespaces) (has $where $names) -}}
{{- $found = append $found (dict "object" . "where" $where) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $found -}}
{{- $other := include "atrium.releaseOf" .object -}}
{{- if ne $other $own -}}
{{- fail (printf "The release %s already looks after Repls in %s. Give every release its own watchNamespaces." $other .where) -}}
{{- end -}}
{{- end -}}
{{- range (lookup "networking.k8s.io/v1" "Ingress" "" "").items -}}
{{- $labels := default dict .metadata.labels -}}
{{- if and (eq (default "" (index $labels "app.kubernetes.io/part-of")) "atrium") (ne (include "atrium.releaseOf" .) $own) -}}
{{- $object := . -}}
{{- range .spec.rules -}}
{{- if has .host (list $.Values.hub.host (print "*." $.Values.ideDomain) (print "*." $.Values.appDomain)) -}}
{{- fail (printf "The release %s already answers at %s. Set hub.host, ideDomain and appDomain to others." (include "atrium.releaseOf" $object) .host) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* namespace/name of the release that owns an object. */}}
{{- define "atrium.releaseOf" -}}
{{- $annotations := default dict .metadata.annotations -}}
{{- printf "%s/%s" (default "?" (index $annotations "meta.helm.sh/release-namespace")) (default "?" (index $annotations "meta.helm.sh/release-name")) -}}
{{- end }}
