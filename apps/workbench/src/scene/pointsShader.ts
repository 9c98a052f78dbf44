/** How many camera pictures can color the points at once; what every WebGL 2 offers beside the rest. */
export const MAX_CAMERAS = 8

/** How many cuboids can color the points inside them. */
export const MAX_BOXES = 256

/** Where cameras see a place: `placeInImage(camera, inEgo)`; part of the shader of points colored by them. */
export const PLACE_IN_IMAGE = `
#if COLORING == 2
uniform int cameraCount;
uniform mat4 cameraFromEgo[${MAX_CAMERAS}];
uniform vec4 cameraPinhole[${MAX_CAMERAS}];   // focal x, y, center x, y
uniform vec2 cameraSize[${MAX_CAMERAS}];
uniform int cameraLens[${MAX_CAMERAS}];       // 0 pinhole, 1 Brown-Conrady, 2 Kannala-Brandt, 3 polynomial
uniform vec4 cameraRadial[${MAX_CAMERAS}];    // k1..k4
uniform vec4 cameraRest[${MAX_CAMERAS}];      // k5, k6, p1, p2
uniform sampler2D cameraImages[${MAX_CAMERAS}];

// The picture's own place, 0..1 from its top left corner; outside of that where it is not seen.
vec2 placeInImage(int camera, vec3 inEgo) {
  vec3 p = (cameraFromEgo[camera] * vec4(inEgo, 1.0)).xyz;
  vec4 k = cameraRadial[camera];
  vec4 rest = cameraRest[camera];
  int lens = cameraLens[camera];
  vec2 q;
  if (lens >= 2) {
    float r = length(p.xy);
    float theta = atan(r, p.z);
    float t2 = theta * theta;
    float bent = lens == 2
      ? theta * (1.0 + t2 * (k.x + t2 * (k.y + t2 * (k.z + t2 * k.w))))
      : theta * (1.0 + theta * (k.x + theta * (k.y + theta * k.z)));
    if (theta > 1.9) return vec2(-1.0);
    q = r > 0.0 ? p.xy * (bent / r) : vec2(0.0);
  } else {
    if (p.z < 0.1) return vec2(-1.0);
    q = p.xy / p.z;
    if (lens == 1) {
      float r2 = dot(q, q);
      // Beyond this the polynomial may fold the outside back into the picture.
      if (r2 > 4.0) return vec2(-1.0);
      float radial = (1.0 + r2 * (k.x + r2 * (k.y + r2 * k.z)))
        / (1.0 + r2 * (k.w + r2 * (rest.x + r2 * rest.y)));
      vec2 bent = vec2(
        2.0 * rest.z * q.x * q.y + rest.w * (r2 + 2.0 * q.x * q.x),
        rest.z * (r2 + 2.0 * q.y * q.y) + 2.0 * rest.w * q.x * q.y);
      q = q * radial + bent;
    }
  }
  vec4 pinhole = cameraPinhole[camera];
  return (pinhole.xy * q + pinhole.zw + 0.5) / cameraSize[camera];
}
#endif

bool isInside(vec2 place) {
  return all(greaterThan(place, vec2(0.0))) && all(lessThan(place, vec2(1.0)));
}
`

const lookUp = Array.from(
  { length: MAX_CAMERAS },
  (_, camera) => `
  if (${camera} < cameraCount) {
    vec2 place = placeInImage(${camera}, inEgo);
    if (isInside(place)) return texture(cameraImages[${camera}], place).rgb;
  }`,
).join('')

/**
 * Points straight from packed rows: int16 x, y, z, then intensity and ring in the two bytes of the
 * fourth. Colors leave in sRGB, as they are.
 *
 * `COLORING` (0 height, 1 intensity, 2 camera, 3 distance, 4 track, else plain) and
 * `IS_GROUND_DIMMED` are settled when it is compiled: a GPU in software runs every branch for every
 * point, which makes one shader for all colorings three times as slow.
 */
export const POINTS_VERTEX = `
precision highp float;
precision highp int;
precision highp sampler2D;
in vec4 row;
uniform mat4 modelMatrix;
uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
uniform sampler2D map;
uniform vec2 heightRange;
uniform float pointSize;         // device pixels at 'sizeDistance' and beyond
uniform float sizeDistance;      // 0: one size everywhere
uniform mat4 selectedFromEgo;    // the selected cuboid as the cube from -1 to 1
uniform bool hasSelected;
uniform vec3 accent;
uniform vec3 unseen;
uniform int boxCount;
uniform sampler2D boxes;         // a row a cuboid: 3 rows of its matrix, its color
uniform sampler2D ground;
uniform vec4 groundGrid;         // corner x, y, size x, y
uniform vec3 background;
flat out vec3 color;
${PLACE_IN_IMAGE}
vec3 mapped(float ratio) {
  return texture(map, vec2(clamp(ratio, 0.0, 1.0) * 0.996 + 0.002, 0.5)).rgb;
}

#if COLORING == 2
vec3 cameraColor(vec3 inEgo) {${lookUp}
  return unseen;
}
#endif

vec3 trackColor(vec3 inEgo) {
  for (int box = 0; box < ${MAX_BOXES}; box++) {
    if (box >= boxCount) break;
    vec4 p = vec4(inEgo, 1.0);
    vec3 inBox = vec3(
      dot(texelFetch(boxes, ivec2(0, box), 0), p),
      dot(texelFetch(boxes, ivec2(1, box), 0), p),
      dot(texelFetch(boxes, ivec2(2, box), 0), p));
    if (all(lessThanEqual(abs(inBox), vec3(1.0)))) return texelFetch(boxes, ivec2(3, box), 0).rgb;
  }
  return unseen;
}

bool isGround(vec3 inEgo) {
  vec2 place = (inEgo.xy - groundGrid.xy) / groundGrid.zw;
  if (!isInside(place)) return false;
  // Height times how well it is known, and how well it is known: so that gaps do not pull it down.
  vec2 height = texture(ground, place).rg;
  return height.g > 0.1 && inEgo.z < height.r / height.g + 0.2;
}

void main() {
  vec3 inEgo = (modelMatrix * vec4(row.xyz, 1.0)).xyz;
  float packed = row.w < 0.0 ? row.w + 65536.0 : row.w;
  float intensity = mod(packed, 256.0) / 255.0;
#if COLORING == 0
  color = mapped((inEgo.z - heightRange.x) / (heightRange.y - heightRange.x));
#elif COLORING == 1
  color = mapped(sqrt(intensity));
#elif COLORING == 2
  color = cameraColor(inEgo);
#elif COLORING == 3
  color = mapped(1.0 - sqrt(length(inEgo.xy) / 100.0));
#elif COLORING == 4
  color = trackColor(inEgo);
#else
  color = unseen;
#endif
#ifdef IS_GROUND_DIMMED
  if (isGround(inEgo)) color = mix(background, color, 0.28);
#endif
  if (hasSelected) {
    vec3 inBox = (selectedFromEgo * vec4(inEgo, 1.0)).xyz;
    if (all(lessThanEqual(abs(inBox), vec3(1.0)))) color = accent;
  }
  vec4 inView = viewMatrix * vec4(inEgo, 1.0);
  gl_Position = projectionMatrix * inView;
  float nearer = sizeDistance > 0.0 ? clamp(sizeDistance / max(0.1, -inView.z), 1.0, 2.5) : 1.0;
  gl_PointSize = pointSize * nearer;
}
`

/** A filled square. */
export const POINTS_FRAGMENT = `
precision mediump float;
flat in vec3 color;
out vec4 pixel;
void main() {
  pixel = vec4(color, 1.0);
}
`
